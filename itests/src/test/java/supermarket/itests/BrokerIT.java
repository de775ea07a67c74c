package supermarket.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker that ships, seen by any client. */
class BrokerIT {

  @TempDir Path folder;

  private static Connection connect(BrokerProcess broker, String user, String password)
      throws JMSException {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.uri());
    // So that whoever sends waits for what the broker says to it.
    factory.setAlwaysSyncSend(true);
    factory.setWatchTopicAdvisories(false);
    Connection connection = factory.createConnection(user, password);
    connection.start();
    return connection;
  }

  private static Connection connect(BrokerProcess broker) throws JMSException {
    return connect(broker, BrokerProcess.USER, BrokerProcess.PASSWORD);
  }

  private static void send(Session session, String queue, int bytes) throws JMSException {
    MessageProducer producer = session.createProducer(session.createQueue(queue));
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    var message = session.createBytesMessage();
    message.writeBytes(new byte[bytes]);
    producer.send(message);
    producer.close();
  }

  @Test
  void nobodyComesInWithoutThePassword() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      assertThatThrownBy(() -> connect(broker, BrokerProcess.USER, "another"))
          .isInstanceOf(JMSSecurityException.class);
      assertThatThrownBy(() -> connect(broker, "", "")).isInstanceOf(JMSSecurityException.class);
      connect(broker).close();
    }
  }

  @Test
  void aSecondOneInItsFolderIsRefusedAndLeavesItAlone() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      String pid = Files.readString(broker.folder().resolve("broker.pid"));
      Process second =
          new ProcessBuilder(
                  DistributionFolder.built().resolve("bin").resolve("broker").toString(),
                  "run",
                  "--port",
                  "0",
                  "--data",
                  broker.folder().toString())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(second.getInputStream().readAllBytes(), UTF_8))
          .isEqualTo(
              "broker: a broker already uses " + broker.folder() + " (pid " + pid.strip() + ").\n");
      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(Files.readString(broker.folder().resolve("broker.pid"))).isEqualTo(pid);
      connect(broker).close();
    }
  }

  @Test
  void itEndsWithZeroAfterAnOrderlyStopAndWithOneIfItCannotStart() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      Process second =
          new ProcessBuilder(
                  DistributionFolder.built().resolve("bin").resolve("broker").toString(),
                  "run",
                  "--port",
                  String.valueOf(broker.port()),
                  "--data",
                  folder.resolve("second").toString())
              .redirectErrorStream(true)
              .start();
      assertThat(new String(second.getInputStream().readAllBytes(), UTF_8))
          .contains("broker: ", String.valueOf(broker.port()));
      assertThat(second.waitFor()).isEqualTo(1);

      assertThat(broker.stop()).isZero();
      assertThat(broker.folder().resolve("broker.pid")).doesNotExist();
    }
  }

  @Test
  void itsFolderMayHaveAnyName() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a #{1}?, b:%20 ${x}"));
    try (BrokerProcess broker = BrokerProcess.start(odd)) {
      connect(broker).close();
    }
  }

  @Test
  void whoSendsIsToldWhenItsMemoryIsFull() throws Exception {
    try (BrokerProcess broker =
            BrokerProcess.start(folder, BrokerProcess.LOOPBACK, BrokerProcess.ANY_PORT, 1);
        Connection connection = connect(broker)) {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) {
                  send(session, "supermarket.baskets.test", 100_000);
                }
              })
          .isInstanceOf(ResourceAllocationException.class);
    }
  }

  @Test
  void itComesBackOnThePortThatItHad() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      var before = broker.uri();
      broker.restart();
      assertThat(broker.uri()).isEqualTo(before);
      connect(broker).close();
    }
  }

  @Test
  void onlyQueuesWithoutConsumersAndMessagesGoAfterAWhile() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, impatient());
        Connection connection = connect(broker)) {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageConsumer listens =
          session.createConsumer(session.createQueue("supermarket.baskets.test.listens"));
      send(session, "supermarket.baskets.test.full", 1);
      send(session, "supermarket.dead-letters", 1);
      MessageConsumer reader =
          session.createConsumer(session.createQueue("supermarket.dead-letters"));
      assertThat(reader.receive(5_000)).isNotNull();
      reader.close();
      session.createConsumer(session.createQueue("supermarket.baskets.test.first")).close();
      awaitRemoval(broker, "supermarket.baskets.test.first");
      // What comes later goes later: by then the others would have gone, too.
      session.createConsumer(session.createQueue("supermarket.baskets.test.second")).close();
      awaitRemoval(broker, "supermarket.baskets.test.second");

      assertThat(broker.log())
          .doesNotContain("listens Inactive", "full Inactive", "dead-letters Inactive", "ERROR");
      listens.close();
      awaitRemoval(broker, "supermarket.baskets.test.listens");
    }
  }

  private static void awaitRemoval(BrokerProcess broker, String queue) {
    await(queue)
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> broker.log().contains(queue + " Inactive for longer than"));
  }

  /** The configuration that ships, with another idea of how long a while is. */
  private Path impatient() throws IOException {
    String xml = Files.readString(BrokerProcess.activemqXml());
    String period = "schedulePeriodForDestinationPurge=\"";
    String timeout = "inactiveTimeoutBeforeGC=\"";
    assertThat(xml).contains(period + "10000\"", timeout + "60000\"");
    return Files.writeString(
        folder.resolve("impatient.xml"),
        xml.replace(period + "10000\"", period + "300\"")
            .replace(timeout + "60000\"", timeout + "1000\""));
  }
}
