package supermarket.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command that changes something, and the options that its usage names.
 *
 * @param arguments without the options
 * @param options those that were given, at any place
 */
record Change(List<String> arguments, Set<String> options) {

  /** Only checks whether it could be done. */
  static final String DRY_RUN = "--dry-run";

  /** Means it, although it takes something away. */
  static final String FORCE = "--force";

  /** Takes a strategy bundle whatever its classes do. */
  static final String TRUSTED = "--trusted";

  /** So many arguments, and perhaps options. */
  static Change of(int number, String usage, @Nullable String... given) {
    List<String> arguments = new ArrayList<>(Arguments.atLeast(0, usage, given));
    Set<String> options = new HashSet<>(arguments);
    options.removeIf(each -> !each.startsWith("--") || !usage.contains("[" + each + "]"));
    arguments.removeAll(options);
    return new Change(Arguments.exactly(number, usage, arguments.toArray(new String[0])), options);
  }

  /** The first argument. */
  String what() {
    return arguments.getFirst();
  }

  boolean dryRun() {
    return options.contains(DRY_RUN);
  }

  boolean force() {
    return options.contains(FORCE);
  }

  boolean trusted() {
    return options.contains(TRUSTED);
  }
}
