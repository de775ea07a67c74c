package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import supermarket.runtime.launcher.Beginning.Verdict;
import supermarket.runtime.launcher.NodeHealth.Reason;

class BeginningTest {
  private static final Reason PORT = new Reason(false, "gateway: the port is taken");
  private static final Reason BROKER = new Reason(true, "message broker: it is away");

  private final List<String> told = new ArrayList<>();
  private final Beginning beginning = new Beginning(false, told::add, 0);

  private Verdict at(Duration time, Reason... reasons) {
    return beginning.judge(List.of(reasons), time.toNanos());
  }

  @Test
  void whatDoesNotPassEndsItSoonWithEveryReason() {
    Duration first = Duration.ofSeconds(1);
    assertThat(at(first, PORT, BROKER)).isEqualTo(new Verdict.Wait());
    assertThat(at(first.plus(Beginning.LASTING).minusNanos(1), PORT)).isEqualTo(new Verdict.Wait());
    assertThat(at(first.plus(Beginning.LASTING), PORT, BROKER))
        .isEqualTo(new Verdict.End(PORT.text() + "\n  " + BROKER.text()));
  }

  @Test
  void aPortThatIsFreedInTimeIsForgotten() {
    assertThat(at(Duration.ZERO, PORT)).isEqualTo(new Verdict.Wait());
    assertThat(at(Duration.ofSeconds(1))).isEqualTo(new Verdict.Wait());
    assertThat(at(Duration.ofSeconds(2), PORT)).isEqualTo(new Verdict.Wait());
  }

  @Test
  void whatPassesIsToldOnceAndWaitedFor() {
    assertThat(at(Duration.ZERO, BROKER)).isEqualTo(new Verdict.Wait());
    assertThat(at(Beginning.LASTING, BROKER)).isEqualTo(new Verdict.Wait());
    assertThat(at(Beginning.PASSING, BROKER)).isEqualTo(new Verdict.GoOn());
    assertThat(told).containsExactly(Beginning.WAITS + BROKER.text());
  }

  @Test
  void whatNobodyExplainsEndsItToo() {
    assertThat(at(Beginning.UNEXPLAINED.minusNanos(1))).isEqualTo(new Verdict.Wait());
    assertThat(at(Beginning.UNEXPLAINED))
        .isEqualTo(new Verdict.End("it is not ready after 15 s, and no part of it says why."));
  }

  @Test
  void aGatewayWaitsForNodesThatPrice() {
    Beginning gateway = new Beginning(true, told::add, 0);
    assertThat(gateway.judge(List.of(), Beginning.UNEXPLAINED.toNanos()))
        .isEqualTo(new Verdict.GoOn());
    assertThat(told).containsExactly(Beginning.WAITS + "no other node prices its baskets.");
  }
}
