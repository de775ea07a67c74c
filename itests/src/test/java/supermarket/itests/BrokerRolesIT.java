package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import java.nio.file.Path;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker that ships lets somebody do who has the password of one role. */
class BrokerRolesIT {

  private static final ActiveMQQueue BASKETS = new ActiveMQQueue("supermarket.baskets.n.s.1");
  private static final ActiveMQQueue REPLIES = new ActiveMQQueue("supermarket.replies.g.1");
  private static final byte[] SOMETHING = {1, 2, 3};
  private static final long PATIENCE_MILLIS = 10_000;

  @TempDir Path folder;
  private BrokerProcess broker;
  private Intruder gateway;
  private Intruder basket;

  @BeforeEach
  void connect() throws Exception {
    broker = BrokerProcess.start(folder);
    gateway = new Intruder(broker, "gateway");
    basket = new Intruder(broker, "basket");
  }

  @AfterEach
  void kill() {
    broker.close();
  }

  private static MessageConsumer consumer(Intruder who, String queue) throws JMSException {
    return who.session().createConsumer(who.session().createQueue(queue));
  }

  private static void assertRefused(Action action) {
    assertThatThrownBy(action::run).isInstanceOf(JMSSecurityException.class);
  }

  private interface Action {
    void run() throws JMSException;
  }

  @Test
  void gatewaysSendBasketsAndTakeRepliesAndBasketNodesDoTheReverse() throws JMSException {
    MessageConsumer server = consumer(basket, BASKETS.getPhysicalName());
    gateway.send(BASKETS, SOMETHING);
    assertThat(server.receive(PATIENCE_MILLIS)).isNotNull();
    MessageConsumer replies = consumer(gateway, REPLIES.getPhysicalName());
    basket.send(REPLIES, SOMETHING);
    assertThat(replies.receive(PATIENCE_MILLIS)).isNotNull();

    assertRefused(() -> consumer(gateway, BASKETS.getPhysicalName()));
    assertRefused(() -> basket.send(BASKETS, SOMETHING));
    assertRefused(() -> consumer(basket, REPLIES.getPhysicalName()));
    assertRefused(() -> gateway.send(REPLIES, SOMETHING));
    for (Intruder each : new Intruder[] {gateway, basket}) {
      assertRefused(() -> each.send(new ActiveMQQueue("anything.else"), SOMETHING));
      assertRefused(() -> consumer(each, "anything.else"));
    }
  }

  @Test
  void onlyBasketNodesAnnounceBasketServers() throws JMSException {
    basket.send(Intruder.BASKET_NODES, SOMETHING);
    assertRefused(() -> gateway.send(Intruder.BASKET_NODES, SOMETHING));
    gateway.send(new ActiveMQTopic("supermarket.nodes.gateway"), SOMETHING);
    assertRefused(
        () ->
            gateway.send(
                new ActiveMQTopic("ActiveMQ.Advisory.Consumer.Queue." + BASKETS.getPhysicalName()),
                SOMETHING));
  }

  @Test
  void nobodyReadsTheRepliesToAnotherGateway() throws JMSException {
    MessageConsumer owner = consumer(gateway, REPLIES.getPhysicalName());
    try (Intruder other = new Intruder(broker, "gateway")) {
      assertRefused(() -> consumer(other, "supermarket.replies.>"));
      assertRefused(() -> consumer(other, "supermarket.replies.g.*"));
      assertRefused(() -> consumer(other, "supermarket.replies.h,supermarket.replies.g.1"));
      assertRefused(() -> consumer(other, REPLIES.getPhysicalName()));
      assertRefused(() -> consumer(other, REPLIES.getPhysicalName() + "?consumer.priority=127"));
      assertRefused(() -> other.session().createBrowser(REPLIES).getEnumeration());
    }
    basket.send(REPLIES, SOMETHING);
    assertThat(owner.receive(PATIENCE_MILLIS)).isNotNull();
  }

  /** The end of a message by its sender's clock is no business of the broker's. */
  @Test
  void aMessageStaysAsLongAsTheBrokerSays() throws JMSException {
    consumer(basket, BASKETS.getPhysicalName()).close();
    try (MessageProducer producer = gateway.session().createProducer(BASKETS)) {
      BytesMessage message = gateway.session().createBytesMessage();
      producer.send(message, DeliveryMode.NON_PERSISTENT, Message.DEFAULT_PRIORITY, 1);
      producer.send(message, DeliveryMode.NON_PERSISTENT, Message.DEFAULT_PRIORITY, 1L << 40);
      producer.setDisableMessageTimestamp(true);
      producer.send(message, DeliveryMode.NON_PERSISTENT, Message.DEFAULT_PRIORITY, 0);
    }
    MessageConsumer server = consumer(basket, BASKETS.getPhysicalName());
    for (int i = 0; i < 3; i++) {
      assertThat(server.receive(PATIENCE_MILLIS).getJMSExpiration() - System.currentTimeMillis())
          .isBetween(1L, 60_000L);
    }
  }

  @Test
  void whoFillsAQueueLeavesRoomForTheOthers() throws JMSException {
    consumer(basket, BASKETS.getPhysicalName()).close();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 64; i++) {
                gateway.send(BASKETS, new byte[1 << 20]);
              }
            })
        .isInstanceOf(ResourceAllocationException.class);
    ActiveMQQueue other = new ActiveMQQueue("supermarket.baskets.n.s.2");
    MessageConsumer server = consumer(basket, other.getPhysicalName());
    gateway.send(other, SOMETHING);
    assertThat(server.receive(PATIENCE_MILLIS)).isNotNull();
  }
}
