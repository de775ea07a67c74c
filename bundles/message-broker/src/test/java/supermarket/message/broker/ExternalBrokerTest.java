package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.Connection;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.message.broker.Setup.Box;
import supermarket.message.broker.Setup.Clock;

class ExternalBrokerTest {

  private static final UserId ANNA = new UserId("sp1", "anna");

  private final Clock clock = new Clock();
  private final Box<Answer> answers = new Box<>();
  private final List<MessageBroker> nodes = new ArrayList<>();
  private BrokerService service;
  private URI uri;

  @BeforeEach
  void start() throws Exception {
    service = service(URI.create("tcp://127.0.0.1:0"));
    uri = service.getTransportConnectors().getFirst().getConnectUri();
  }

  private static BrokerService service(URI bind, BrokerPlugin... plugins) throws Exception {
    BrokerService service = new BrokerService();
    service.setBrokerName("external-" + System.nanoTime());
    service.setPersistent(false);
    service.setUseJmx(false);
    service.setUseShutdownHook(false);
    service.getSystemUsage().getMemoryUsage().setLimit(16 << 20);
    service.getSystemUsage().getTempUsage().setLimit(1 << 20);
    service.getSystemUsage().getStoreUsage().setLimit(1 << 20);
    service.setPlugins(plugins);
    service.addConnector(bind);
    service.start();
    service.waitUntilStarted();
    return service;
  }

  @AfterEach
  void stop() throws Exception {
    nodes.forEach(MessageBroker::stop);
    service.stop();
    service.waitUntilStopped();
  }

  /** A node of one broker, which may be at any of these addresses. */
  private MessageBroker node(URI... addresses) {
    return node(new BrokerAddress(List.of(addresses)));
  }

  private MessageBroker node(BrokerAddress... brokers) {
    MessageBroker node = Setup.started(Setup.external(brokers), clock);
    nodes.add(node);
    return node;
  }

  private BasketCall call(UserId owner) {
    return Setup.call("r", owner, clock, answers);
  }

  private static void answer(String server, BasketCall call) {
    call.answer().accept(Setup.priced(server, call.request()));
  }

  private static Reason reason(Answer answer) {
    return ((BasketReply.Rejected) answer.reply()).reason();
  }

  /** Waits until a node knows of so many basket servers. */
  private static void awaitServers(MessageBroker node, int servers) {
    await().until(() -> node.partitions().size() == servers);
  }

  @Test
  void basketsTravelBetweenNodes() throws InterruptedException {
    MessageBroker gateway = node(uri);
    node(uri).consume("one", call -> answer("one", call));
    node(uri).consume("two", call -> answer("two", call));
    awaitServers(gateway, 2);
    assertThat(servers(gateway)).containsExactlyInAnyOrder("one", "two");
  }

  private Set<String> servers(MessageBroker gateway) throws InterruptedException {
    List<BasketCall> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(call(Setup.user(i)));
    }
    gateway.price(calls);
    Set<String> servers = new HashSet<>();
    for (int i = 0; i < calls.size(); i++) {
      // Of this or that node.
      servers.add(answers.next("answer").server().replaceFirst(".*/", ""));
    }
    return servers;
  }

  @Test
  void whenTheBrokerHasBeenAwayForAWhileBasketsAreRefusedAtOnce() throws Exception {
    MessageBroker node = node(uri);
    node.consume("one", call -> answer("one", call));
    awaitServers(node, 1);
    for (int restart = 0; restart < 2; restart++) {
      service.stop();
      service.waitUntilStopped();
      awaitServers(node, 0);
      node.price(List.of(call(ANNA)));
      assertThat(answers.size()).as("it may be back soon").isZero();
      clock.advance(Duration.ofSeconds(3));
      node.price(List.of(call(ANNA)));
      // It was answered before price returned.
      assertThat(answers.size()).isEqualTo(1);
      assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
      service = service(uri);
      assertThat(answers.next("answer to the first").server()).endsWith("/one");
      awaitServers(node, 1);
    }
  }

  @Test
  void aNodeStartsWhileTheBrokerIsAway() throws Exception {
    service.stop();
    service.waitUntilStopped();
    MessageBroker node = node(uri);
    node.consume("one", call -> answer("one", call));
    assertThat(node.brokers().connected()).isFalse();
    clock.advance(Duration.ofSeconds(3));
    node.price(List.of(call(ANNA)));
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
    service = service(uri);
    awaitServers(node, 1);
    node.price(List.of(call(ANNA)));
    assertThat(answers.next("answer").server()).endsWith("/one");
  }

  @Test
  void theNextAddressOfABrokerIsUsedWhenNobodyIsAtTheFirst() throws Exception {
    BrokerService other = service(URI.create("tcp://127.0.0.1:0"));
    try {
      MessageBroker node = node(uri, address(other));
      node.consume("one", call -> answer("one", call));
      awaitServers(node, 1);
      service.stop();
      service.waitUntilStopped();
      node.price(List.of(call(ANNA)));
      assertThat(answers.next("answer").server()).endsWith("/one");
      nodes.removeLast().stop();
    } finally {
      other.stop();
      other.waitUntilStopped();
    }
  }

  @Test
  void severalBrokersShareThePartitionsAndWhenOneDiesTheOthersTakeThem() throws Exception {
    BrokerService other = service(URI.create("tcp://127.0.0.1:0"));
    try {
      BrokerAddress[] brokers = {
        new BrokerAddress(List.of(uri)), new BrokerAddress(List.of(address(other)))
      };
      MessageBroker gateway = node(brokers);
      node(brokers).consume("one", call -> answer("one", call));
      node(brokers).consume("two", call -> answer("two", call));
      await()
          .until(
              () ->
                  gateway.nodes().stream()
                          .filter(node -> !node.servers().isEmpty() && node.brokers().size() == 2)
                          .count()
                      == 2);
      servers(gateway);
      assertThat(sent(service)).isPositive();
      assertThat(sent(other)).isPositive();

      service.stop();
      service.waitUntilStopped();
      assertThat(servers(gateway)).containsExactlyInAnyOrder("one", "two");
      assertThat(gateway.brokers().brokers())
          .extracting(BrokerStatus.Connection::connected)
          .containsExactly(false, true);
      nodes.reversed().forEach(MessageBroker::stop);
      nodes.clear();
    } finally {
      other.stop();
      other.waitUntilStopped();
    }
  }

  private static URI address(BrokerService service) throws Exception {
    return service.getTransportConnectors().getFirst().getConnectUri();
  }

  /** How many messages with baskets a broker has had. */
  private static long sent(BrokerService service) throws Exception {
    return service.getRegionBroker().getDestinationMap().entrySet().stream()
        .filter(entry -> entry.getKey().getPhysicalName().startsWith("supermarket.baskets."))
        .mapToLong(entry -> entry.getValue().getDestinationStatistics().getEnqueues().getCount())
        .sum();
  }

  @Test
  void whenAConsumersConnectionBreaksItsBasketsGoToAnotherAtOnce() throws Exception {
    TransportConnector own =
        service.startTransportConnector(service.addConnector("tcp://127.0.0.1:0"));
    MessageBroker gateway = node(uri);
    Box<BasketCall> taken = new Box<>();
    node(own.getConnectUri()).consume("dies", taken::put);
    awaitServers(gateway, 1);
    gateway.price(List.of(call(ANNA)));
    taken.next("request");
    node(uri).consume("one", call -> answer("one", call));
    awaitServers(gateway, 2);
    // As if its process had been killed: nobody says goodbye, and time stands still.
    own.stop();
    for (Connection connection : own.getConnections()) {
      connection.stop();
    }
    assertThat(answers.next("answer").server()).endsWith("/one");
    assertThat(gateway.brokers().resent()).isEqualTo(1);
    nodes.remove(1).stop();
  }

  @Test
  void aBrokerThatDropsMessagesForWantOfRoomIsLeftAloneForAWhile() throws Exception {
    service.getSystemUsage().getMemoryUsage().setLimit(64 << 10);
    service.getSystemUsage().setSendFailIfNoSpace(true);
    MessageBroker gateway = node(uri);
    CountDownLatch busy = new CountDownLatch(1);
    node(uri)
        .consume(
            "busy",
            call -> {
              try {
                busy.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    awaitServers(gateway, 1);
    UserId longName = new UserId("sp1", "a".repeat(20_000));
    await()
        .until(
            () -> {
              gateway.price(List.of(call(longName)));
              return answers.size() > 0;
            });
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.OVERLOADED);
    assertThat(gateway.brokers().connected()).isTrue();
    busy.countDown();
  }

  @Test
  void requestsOnTheirWayAreSentAgainWhenTheBrokerIsBack() throws Exception {
    MessageBroker gateway = node(uri);
    MessageBroker basket = node(uri);
    Box<BasketCall> taken = new Box<>();
    basket.consume("one", taken::put);
    awaitServers(gateway, 1);
    gateway.price(List.of(call(ANNA)));
    taken.next("request");
    service.stop();
    service.waitUntilStopped();
    await().until(() -> !gateway.brokers().connected());
    service = service(uri);
    answer("one", taken.next("the request again"));
    assertThat(answers.next("answer").server()).endsWith("/one");
    assertThat(gateway.brokers().resent()).isEqualTo(1);
  }

  /** It throws away what has ended by its own clock, which is an hour ahead. */
  private static Broker anHourAhead(Broker next) {
    return new BrokerFilter(next) {
      @Override
      public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
        long now = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        if (message.getExpiration() == 0 || message.getExpiration() > now) {
          super.send(exchange, message);
        }
      }
    };
  }

  @Test
  void aBrokerWhoseClockIsAheadCarriesBasketsAllTheSame() throws Exception {
    BrokerService ahead = service(URI.create("tcp://127.0.0.1:0"), ExternalBrokerTest::anHourAhead);
    try {
      MessageBroker gateway = node(address(ahead));
      node(address(ahead)).consume("one", call -> answer("one", call));
      awaitServers(gateway, 1);
      assertThat(servers(gateway)).containsExactly("one");
      nodes.reversed().forEach(MessageBroker::stop);
      nodes.clear();
    } finally {
      ahead.stop();
      ahead.waitUntilStopped();
    }
  }

  /** It takes everything and passes no announcement on. */
  private static Broker silent(Broker next) {
    return new BrokerFilter(next) {
      @Override
      public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
        if (!message.getDestination().isTopic()) {
          super.send(exchange, message);
        }
      }
    };
  }

  @Test
  void aNodeThatDoesNotHearItselfSaysSo() throws Exception {
    BrokerService silent = service(URI.create("tcp://127.0.0.1:0"), ExternalBrokerTest::silent);
    try {
      MessageBroker node = node(address(silent));
      await().until(() -> node.brokers().connected());
      assertThat(node.troubles()).isEmpty();
      clock.advance(Duration.ofSeconds(3));
      await().until(() -> !node.brokers().connected());
      assertThat(node.troubles())
          .singleElement()
          .satisfies(
              trouble -> {
                assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY);
                assertThat(trouble.text()).contains("does not pass on what this node announces");
              });
      nodes.removeLast().stop();
    } finally {
      silent.stop();
      silent.waitUntilStopped();
    }
  }

  /** Who comes in needs a password. */
  private static Broker guarded(Broker next) {
    return new BrokerFilter(next) {
      @Override
      public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
        if (!"new password".equals(info.getPassword())) {
          throw new SecurityException("User name or password is wrong");
        }
        super.addConnection(context, info);
      }
    };
  }

  @Test
  void aPasswordIsReadAtEachAttempt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("password");
    BrokerService guarded = service(URI.create("tcp://127.0.0.1:0"), ExternalBrokerTest::guarded);
    try {
      BrokerAddress where = new BrokerAddress(List.of(address(guarded)));
      MessageBroker node =
          Setup.started(
              new Settings(
                  List.of(where), "me", new Password("", file), "test", "both", 10, 1 << 20),
              clock);
      nodes.add(node);
      await().untilAsserted(() -> assertThat(text(node)).contains("does not exist"));
      Files.writeString(file, "old password");
      await().untilAsserted(() -> assertThat(text(node)).contains("password is wrong"));
      Files.writeString(file, "new password");
      await().until(() -> node.brokers().connected());
      assertThat(node.troubles()).isEmpty();
      nodes.removeLast().stop();
    } finally {
      guarded.stop();
      guarded.waitUntilStopped();
    }
  }

  private static String text(MessageBroker node) {
    return node.troubles().toString();
  }

  @Test
  void aBasketNodeSendsNoBaskets() throws Exception {
    MessageBroker basket =
        Setup.started(
            new Settings(
                List.of(new BrokerAddress(List.of(uri))),
                "",
                Password.NONE,
                "pricer",
                "basket",
                10,
                1 << 20),
            clock);
    nodes.add(basket);
    basket.consume("one", call -> answer("one", call));
    awaitServers(basket, 1);
    await().until(() -> basket.brokers().connected());
    basket.price(List.of(call(ANNA)));
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
    assertThat(service.getRegionBroker().getDestinationMap().keySet())
        .noneMatch(name -> name.getPhysicalName().startsWith("supermarket.replies."));
  }

  @Test
  void stoppingLeavesNoThread() throws Exception {
    MessageBroker node = node(uri);
    node.consume("one", call -> answer("one", call));
    awaitServers(node, 1);
    node.price(List.of(call(ANNA)));
    assertThat(answers.next("answer").server()).endsWith("/one");
    node.stop();
    service.stop();
    service.waitUntilStopped();
    // Once with the broker there, once with it away.
    node(uri).consume("one", call -> answer("one", call));
    nodes.getLast().stop();
    await().untilAsserted(() -> assertThat(EmbeddedBrokerTest.threads()).isEmpty());
  }
}
