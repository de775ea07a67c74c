package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.message.broker.Setup.Box;

class ExternalBrokerTest {

  private static final UserId ANNA = new UserId("sp1", "anna");

  private final Box<Answer> answers = new Box<>();
  private final List<MessageBroker> nodes = new ArrayList<>();
  private BrokerService service;
  private URI uri;

  @BeforeEach
  void start() throws Exception {
    service = service(URI.create("tcp://127.0.0.1:0"));
    uri = service.getTransportConnectors().getFirst().getConnectUri();
  }

  private static BrokerService service(URI bind) throws Exception {
    BrokerService service = new BrokerService();
    service.setBrokerName("external-" + System.nanoTime());
    service.setPersistent(false);
    service.setUseJmx(false);
    service.setUseShutdownHook(false);
    service.getSystemUsage().getMemoryUsage().setLimit(16 << 20);
    service.getSystemUsage().getTempUsage().setLimit(1 << 20);
    service.getSystemUsage().getStoreUsage().setLimit(1 << 20);
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

  private MessageBroker node(URI... brokers) {
    MessageBroker node = Setup.started(Setup.external(brokers), System::nanoTime);
    nodes.add(node);
    return node;
  }

  private BasketCall call(UserId owner) {
    return Setup.call("r", owner, System::nanoTime, answers);
  }

  private static void answer(String server, BasketCall call) {
    call.answer().accept(Setup.priced(server, call.request()));
  }

  private static Reason reason(Answer answer) {
    return ((BasketReply.Rejected) answer.reply()).reason();
  }

  private static void awaitConnected(MessageBroker node) {
    await().until(() -> node.status().connected());
  }

  @Test
  void basketsTravelBetweenNodes() throws InterruptedException {
    MessageBroker gateway = node(uri);
    node(uri).consume("one", call -> answer("one", call));
    node(uri).consume("two", call -> answer("two", call));
    awaitConnected(gateway);
    await()
        .untilAsserted(() -> assertThat(servers(gateway)).containsExactlyInAnyOrder("one", "two"));
  }

  private Set<String> servers(MessageBroker gateway) throws InterruptedException {
    List<BasketCall> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(call(Setup.user(i)));
    }
    gateway.price(calls);
    Set<String> servers = new HashSet<>();
    for (int i = 0; i < calls.size(); i++) {
      servers.add(answers.next("answer").server());
    }
    return servers;
  }

  @Test
  void whileTheBrokerIsAwayBasketsAreRefusedAtOnceAndItRecoversByItself() throws Exception {
    MessageBroker node = node(uri);
    node.consume("one", call -> answer("one", call));
    awaitConnected(node);
    for (int restart = 0; restart < 2; restart++) {
      service.stop();
      service.waitUntilStopped();
      await().until(() -> !node.status().connected());
      node.price(List.of(call(ANNA)));
      // It was answered before price returned.
      assertThat(answers.size()).isEqualTo(1);
      assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
      service = service(uri);
      awaitConnected(node);
      node.price(List.of(call(ANNA)));
      assertThat(answers.next("answer").server()).isEqualTo("one");
    }
  }

  @Test
  void aNodeStartsWhileTheBrokerIsAway() throws Exception {
    service.stop();
    service.waitUntilStopped();
    MessageBroker node = node(uri);
    node.consume("one", call -> answer("one", call));
    assertThat(node.status().connected()).isFalse();
    node.price(List.of(call(ANNA)));
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
    service = service(uri);
    awaitConnected(node);
    node.price(List.of(call(ANNA)));
    assertThat(answers.next("answer").server()).isEqualTo("one");
  }

  @Test
  void theNextBrokerOfTheListIsUsedWhenTheFirstIsAway() throws Exception {
    BrokerService other = service(URI.create("tcp://127.0.0.1:0"));
    try {
      URI otherUri = other.getTransportConnectors().getFirst().getConnectUri();
      MessageBroker node = node(uri, otherUri);
      node.consume("one", call -> answer("one", call));
      awaitConnected(node);
      service.stop();
      service.waitUntilStopped();
      await()
          .untilAsserted(
              () -> {
                node.price(List.of(call(ANNA)));
                assertThat(answers.next("answer").server()).isEqualTo("one");
              });
      nodes.removeLast().stop();
    } finally {
      other.stop();
      other.waitUntilStopped();
    }
  }

  @Test
  void aBrokerThatDropsMessagesForWantOfRoomIsLeftAloneForAWhile() throws Exception {
    service.getSystemUsage().getMemoryUsage().setLimit(64 << 10);
    service.getSystemUsage().setSendFailIfNoSpace(true);
    MessageBroker gateway = node(uri);
    awaitConnected(gateway);
    UserId longName = new UserId("sp1", "a".repeat(20_000));
    // Nobody consumes.
    await()
        .until(
            () -> {
              gateway.price(List.of(call(longName)));
              return answers.size() > 0;
            });
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.OVERLOADED);
    assertThat(gateway.status().connected()).isTrue();
  }

  @Test
  void requestsOnTheirWayAreSentAgainWhenTheBrokerIsBack() throws Exception {
    MessageBroker gateway = node(uri);
    awaitConnected(gateway);
    // Nobody consumes, so the broker has it when it goes.
    Box<Answer> patient = new Box<>();
    gateway.price(
        List.of(
            new BasketCall(
                new BasketRequest(
                    "r",
                    ANNA,
                    List.of(),
                    Deadline.after(Duration.ofSeconds(60), System.nanoTime())),
                patient::put)));
    await().until(() -> messages() == 1);
    service.stop();
    service.waitUntilStopped();
    await().until(() -> !gateway.status().connected());
    service = service(uri);
    node(uri).consume("one", call -> answer("one", call));
    assertThat(patient.next("answer").server()).isEqualTo("one");
  }

  private long messages() throws Exception {
    return service
        .getDestination(Queues.REQUESTS)
        .getDestinationStatistics()
        .getMessages()
        .getCount();
  }

  @Test
  void stoppingLeavesNoThread() throws Exception {
    MessageBroker node = node(uri);
    node.consume("one", call -> answer("one", call));
    awaitConnected(node);
    node.price(List.of(call(ANNA)));
    assertThat(answers.next("answer").server()).isEqualTo("one");
    node.stop();
    service.stop();
    service.waitUntilStopped();
    // Once with the broker there, once with it away.
    node(uri).consume("one", call -> answer("one", call));
    nodes.getLast().stop();
    await().untilAsserted(() -> assertThat(EmbeddedBrokerTest.threads()).isEmpty());
  }
}
