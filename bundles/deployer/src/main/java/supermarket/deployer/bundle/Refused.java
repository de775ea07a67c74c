package supermarket.deployer.bundle;

import java.util.List;
import java.util.regex.Pattern;

/** Something cannot be deployed, for reasons that the operator is told. */
public final class Refused extends Exception {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;
  private final boolean passes;
  private final boolean overtaken;

  /**
   * For these reasons.
   *
   * @param reasons one sentence each; values in them are escaped
   */
  public Refused(List<String> reasons) {
    this(reasons, false, false);
  }

  private Refused(List<String> reasons, boolean passes, boolean overtaken) {
    super(String.join("; ", reasons), null, false, false);
    this.reasons = List.copyOf(reasons);
    this.passes = passes;
    this.overtaken = overtaken;
  }

  /** For a reason that is not in the jar, such as a full disk or a missing permission. */
  public static Refused forNow(String reason) {
    return new Refused(List.of(reason), true, false);
  }

  /** Because another deployment of the chain was quicker. */
  public static Refused overtaken(String reason) {
    return new Refused(List.of(reason), true, true);
  }

  public Refused(String reason) {
    this(List.of(reason));
  }

  /** Whether the same jar may be fit a little later. */
  public boolean passes() {
    return passes;
  }

  /** The same, with more reasons. */
  public Refused because(List<String> more) {
    return new Refused(more, passes, overtaken);
  }

  /** Whether another deployment of the chain was quicker: it may be the same one. */
  public boolean isOvertaken() {
    return overtaken;
  }

  public List<String> reasons() {
    return reasons;
  }

  /** Whether these are the reasons of before; ids of bundles are others each time. */
  public static boolean sameReasons(List<String> before, List<String> now) {
    return withoutNumbers(before).equals(withoutNumbers(now));
  }

  private static List<String> withoutNumbers(List<String> reasons) {
    return reasons.stream().map(each -> NUMBER.matcher(each).replaceAll("#")).toList();
  }
}
