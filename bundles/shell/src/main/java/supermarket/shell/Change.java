package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command that changes something, and may be told only to check whether it
 * could.
 *
 * @param arguments without the option
 * @param dryRun whether {@code --dry-run} was among them
 */
record Change(List<String> arguments, boolean dryRun) {

  static final String DRY_RUN = "--dry-run";

  /** So many arguments, and perhaps the option, at any place. */
  static Change of(int number, String usage, @Nullable String... given) {
    List<String> arguments = new ArrayList<>(Arguments.between(number, number + 1, usage, given));
    boolean dryRun = arguments.remove(DRY_RUN);
    return new Change(Arguments.exactly(number, usage, arguments.toArray(new String[0])), dryRun);
  }

  /** The first argument. */
  String what() {
    return arguments.getFirst();
  }
}
