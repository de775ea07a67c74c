package supermarket.deployer;

import java.util.List;

/** Something cannot be deployed, for reasons that the operator is told. */
final class Unfit extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  /**
   * For these reasons.
   *
   * @param reasons one sentence each; values in them are escaped
   */
  Unfit(List<String> reasons) {
    super(String.join("; ", reasons), null, false, false);
    this.reasons = List.copyOf(reasons);
  }

  Unfit(String reason) {
    this(List.of(reason));
  }

  List<String> reasons() {
    return reasons;
  }
}
