package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import supermarket.itests.Outcome.Kind;

/** What must hold of the baskets that were posted while something broke. */
final class Claims {

  /** The gateways' deadline. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** By how much the clocks of a gateway and of a store may be apart at a deadline. */
  private static final Duration TOLERANCE = Duration.ofMillis(100);

  private Claims() {}

  /** None at all. */
  static void assertNoneFailed(Outcomes outcomes) {
    assertThat(outcomes.count()).isPositive();
    assertThat(outcomes.failed()).as(outcomes.toString()).isZero();
  }

  /** Nothing that is never allowed: a wrong bill, somebody else's, two, or none at all. */
  static void assertNoneWrongOrLost(Outcomes outcomes) {
    assertThat(outcomes.count()).isPositive();
    assertThat(
            outcomes.count(Kind.WRONG)
                + outcomes.count(Kind.FOREIGN)
                + outcomes.count(Kind.DUPLICATE)
                + outcomes.count(Kind.LOST))
        .as(outcomes.toString())
        .isZero();
  }

  /** Whatever failed was tried until its deadline. */
  static void assertNoneFailedBeforeItsDeadline(Outcomes outcomes) {
    assertNoneFailed(
        outcomes.where(
            outcome ->
                outcome.kind() == Kind.PRICED
                    || outcome.serviceTime() < DEADLINE.minus(TOLERANCE).toNanos()));
  }
}
