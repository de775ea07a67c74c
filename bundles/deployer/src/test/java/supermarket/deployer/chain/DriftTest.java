package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

class DriftTest {

  private final AtomicLong now = new AtomicLong();
  private final Drift drift = new Drift("one", now::get);

  private static NodeStatus node(String name, String revision, String strategies, String prices) {
    return new NodeStatus(
        name,
        "basket",
        List.of(name),
        List.of("tcp://a:1"),
        0,
        Map.of("revision", revision, "strategies", strategies, "catalogue", prices));
  }

  private static final NodeStatus GATEWAY =
      new NodeStatus("gateway-1", "gateway", List.of(), List.of("tcp://a:1"), 0, Map.of());

  /** Looks, and again after longer than a deployment needs. */
  private List<Trouble> lasting(NodeStatus... nodes) {
    drift.look(List.of(nodes));
    assertThat(drift.troubles()).as("it may be a deployment").isEmpty();
    now.addAndGet(Duration.ofMillis(2_001).toNanos());
    drift.look(List.of(nodes));
    return drift.troubles();
  }

  @Test
  void whoIsLikeTheOthersOrAloneIsInNoTrouble() {
    assertThat(lasting(node("one", "7", "a", "c"), node("two", "7", "a", "c"), GATEWAY)).isEmpty();
    assertThat(lasting(node("one", "7", "a", "c"))).isEmpty();
    assertThat(lasting()).isEmpty();
    assertThat(drift.isBehind()).isFalse();
  }

  @Test
  void whoIsBehindStandsByAndSaysWhoIsAhead() {
    assertThat(lasting(node("one", "7", "a", "c"), node("two", "9", "b", "c"), GATEWAY))
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY);
              assertThat(trouble.text()).startsWith("two prices with revision 9").contains("7");
            });
    assertThat(drift.isBehind()).isTrue();
    drift.look(List.of(node("one", "9", "b", "c"), node("two", "9", "b", "c")));
    assertThat(drift.isBehind()).isFalse();
    assertThat(drift.troubles()).isEmpty();
  }

  @Test
  void whoIsAheadIsNotTheOneToWait() {
    assertThat(lasting(node("one", "9", "b", "c"), node("two", "7", "a", "c"))).isEmpty();
    assertThat(drift.isBehind()).isFalse();
  }

  @Test
  void theOddOneIsNotReadyAndTheOthersWarn() {
    NodeStatus two = node("two", "7", "a", "c");
    NodeStatus three = node("three", "7", "a", "c");
    assertThat(lasting(node("one", "7", "b", "c"), two, three))
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.gravity()).isEqualTo(Gravity.NOT_READY);
              assertThat(trouble.text()).contains("other strategies than three, two");
            });
    Drift other = new Drift("two", now::get);
    other.look(List.of(node("one", "7", "b", "c"), two, three));
    now.addAndGet(Duration.ofMillis(2_001).toNanos());
    other.look(List.of(node("one", "7", "b", "c"), two, three));
    assertThat(other.troubles())
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.gravity()).isEqualTo(Gravity.WARNING));
  }

  @Test
  void ofTwoOrOfAllDifferentOnesNobodyKnowsWhoIsTheOddOne() {
    assertThat(lasting(node("one", "7", "b", "c"), node("two", "7", "a", "c")))
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.gravity()).isEqualTo(Gravity.WARNING));
    drift.look(
        List.of(
            node("one", "7", "b", "c"), node("two", "7", "a", "c"), node("three", "7", "d", "c")));
    assertThat(drift.troubles())
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.gravity()).isEqualTo(Gravity.WARNING));
  }

  @Test
  void anotherCatalogueIsAWarning() {
    assertThat(lasting(node("one", "7", "a", "x"), node("two", "7", "a", "c")))
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.gravity()).isEqualTo(Gravity.WARNING));
  }

  @Test
  void whatOthersWriteMayBeNonsense() {
    assertThat(lasting(node("one", "7", "a", "c"), node("two", "nine", "b", "c"))).isEmpty();
  }
}
