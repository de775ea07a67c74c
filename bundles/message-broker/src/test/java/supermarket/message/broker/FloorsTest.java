package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.RevisionId;

class FloorsTest {

  private static final long NOW = 77;
  private static final int ONE = 1;

  private final Floors floors = new Floors();

  private static RevisionId revision(int number) {
    return new RevisionId("chain", number);
  }

  private static long after(int seconds) {
    return NOW + Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void aPartitionHasTheNewestRevisionThatItsUsersWerePricedWith() {
    floors.confirm(ONE, revision(7), NOW);
    floors.confirm(ONE, revision(8), NOW);
    floors.confirm(ONE, revision(7), after(10));
    floors.confirm(ONE, RevisionId.NONE, after(10));
    assertThat(floors.of(ONE, after(10))).isEqualTo(revision(8));
    assertThat(floors.of(2, NOW)).isEqualTo(RevisionId.NONE);
  }

  @Test
  void whatNobodyHasPricedWithForAMinuteIsLetGo() {
    floors.confirm(ONE, revision(8), NOW);
    floors.confirm(ONE, revision(8), after(50));
    assertThat(floors.of(ONE, after(100))).isEqualTo(revision(8));
    assertThat(floors.of(ONE, after(111))).isEqualTo(RevisionId.NONE);
    floors.confirm(ONE, revision(3), after(111));
    assertThat(floors.of(ONE, after(111))).isEqualTo(revision(3));
  }

  @Test
  void theNumbersOfAnotherChainAreItsOwn() {
    RevisionId other = new RevisionId("other", 2);
    floors.confirm(ONE, revision(8), NOW);
    floors.confirm(ONE, other, NOW);
    assertThat(floors.of(ONE, NOW)).isEqualTo(other);
    assertThat(other.isBefore(revision(8))).isFalse();
  }
}
