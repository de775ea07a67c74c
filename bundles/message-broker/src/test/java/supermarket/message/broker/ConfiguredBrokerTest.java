package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketQueue.Subscription;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.message.broker.Setup.Box;

class ConfiguredBrokerTest {

  private static final UserId ANNA = new UserId("sp1", "anna");

  private final Box<Answer> answers = new Box<>();
  private final Box<BasketCall> received = new Box<>();
  private ConfiguredBroker broker = new ConfiguredBroker(Setup.config(Map.of()));

  @AfterEach
  void stop() {
    broker.stop();
  }

  private void price(String id) {
    broker.price(List.of(Setup.call(id, ANNA, System::nanoTime, answers)));
  }

  private void answer(BasketCall call) {
    call.answer().accept(Setup.priced("one", call.request()));
  }

  private Answer next() throws InterruptedException {
    return answers.next("answer");
  }

  @Test
  void whatMakesNoSenseIsToldAndTheConfigurationBeforeStays() throws InterruptedException {
    broker.consume("one", this::answer);
    for (Map<String, Object> broken :
        List.<Map<String, Object>>of(
            Map.of("url", "TCP://host:1"), Map.of("max_waiting", 0), Map.of("role", "king"))) {
      broker.modified(Setup.config(broken));
      price("r");
      assertThat(next().reply()).isInstanceOf(BasketReply.Priced.class);
      assertThat(broker.troubles())
          .singleElement()
          .satisfies(
              trouble -> {
                assertThat(trouble.gravity()).isEqualTo(Gravity.WARNING);
                assertThat(trouble.text())
                    .startsWith("etc/supermarket.message.broker.cfg: ")
                    .endsWith("; the configuration before stays in force");
              });
    }
    broker.modified(Setup.config(Map.of()));
    assertThat(broker.troubles()).isEmpty();
  }

  @Test
  void aStartWithWhatMakesNoSenseIsNotReadyAndMendedByTheNextConfiguration()
      throws InterruptedException {
    broker.stop();
    broker = new ConfiguredBroker(Setup.config(Map.of("url", "TCP://host:1")));
    broker.consume("one", this::answer);
    assertThat(broker.troubles())
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY));
    assertThat(broker.brokers().connected()).isFalse();
    price("r");
    assertThat(((BasketReply.Rejected) next().reply()).reason())
        .isEqualTo(Reason.BROKER_UNAVAILABLE);
    broker.modified(Setup.config(Map.of()));
    price("r");
    assertThat(next().reply()).isInstanceOf(BasketReply.Priced.class);
  }

  @Test
  void boundsChangeWhileBasketsAreUnderWay() throws InterruptedException {
    broker.consume("one", received::put);
    price("r1");
    BasketCall underWay = received.next("request");
    broker.modified(Setup.config(Map.of("max_waiting", 1, "memory_limit_mb", 8)));
    price("r2");
    assertThat(((BasketReply.Rejected) next().reply()).reason()).isEqualTo(Reason.OVERLOADED);
    answer(underWay);
    assertThat(next().reply()).isInstanceOf(BasketReply.Priced.class);
  }

  @Test
  void consumersAndBasketsUnderWayOutliveAnotherNameOfTheNode() throws InterruptedException {
    Subscription one = broker.consume("one", received::put);
    price("before");
    BasketCall underWay = received.next("request");
    Thread change =
        Thread.ofPlatform().start(() -> broker.modified(Setup.config(Map.of("node", "other"))));
    answerWhenAnotherTakesOver(underWay);
    change.join();
    price("after");
    answer(received.next("request"));
    assertThat(next().reply()).isInstanceOf(BasketReply.Priced.class);
    one.close();
    assertThat(broker.partitions()).isEmpty();
  }

  private void answerWhenAnotherTakesOver(BasketCall underWay) throws InterruptedException {
    org.awaitility.Awaitility.await()
        .until(() -> broker.nodes().stream().anyMatch(node -> node.name().equals("other")));
    answer(underWay);
    assertThat(next().reply()).isInstanceOf(BasketReply.Priced.class);
  }
}
