package supermarket.library.purity;

import java.util.ArrayList;
import java.util.List;

/**
 * Something in a bundle that is more than arithmetic. Immutable; its texts can be shown as they
 * are.
 *
 * @param where class and method, or the entry or header of the bundle
 * @param line of the source, 0 if the class does not say
 * @param what what is wrong with it, and what to do
 */
public record Finding(String where, int line, String what) {

  private static final int MOST_TOLD = 20;

  /** Such as {@code com.example.MultiBuy.rule, line 12: uses java.lang.Thread; no threads}. */
  @Override
  public String toString() {
    return where + (line > 0 ? ", line " + line : "") + ": " + what;
  }

  /** Returns one sentence each, at most 20 and how many more there are. */
  public static List<String> tell(List<Finding> findings) {
    List<String> told = new ArrayList<>();
    findings.stream().limit(MOST_TOLD).map(Finding::toString).forEach(told::add);
    if (findings.size() > MOST_TOLD) {
      told.add("and " + (findings.size() - MOST_TOLD) + " more");
    }
    return told;
  }
}
