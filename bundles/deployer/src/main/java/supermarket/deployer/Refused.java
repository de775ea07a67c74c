package supermarket.deployer;

import java.util.List;

/** Something cannot be deployed, for reasons that the operator is told. */
final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;
  private final boolean passes;

  /**
   * For these reasons.
   *
   * @param reasons one sentence each; values in them are escaped
   */
  Refused(List<String> reasons) {
    this(reasons, false);
  }

  private Refused(List<String> reasons, boolean passes) {
    super(String.join("; ", reasons), null, false, false);
    this.reasons = List.copyOf(reasons);
    this.passes = passes;
  }

  /** For a reason that is not in the jar, such as a full disk or a missing permission. */
  static Refused forNow(String reason) {
    return new Refused(List.of(reason), true);
  }

  Refused(String reason) {
    this(List.of(reason));
  }

  /** Whether the same jar may be fit a little later. */
  boolean passes() {
    return passes;
  }

  List<String> reasons() {
    return reasons;
  }
}
