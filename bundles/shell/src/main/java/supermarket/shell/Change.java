package supermarket.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Order;

/**
 * The arguments of a command that changes something, and the options that its usage names.
 *
 * @param arguments without the options
 * @param options those that were given, at any place
 * @param without the nodes that are not to be asked
 */
record Change(List<String> arguments, Set<String> options, Set<String> without) {

  /** Only checks whether it could be done. */
  static final String DRY_RUN = "--dry-run";

  /** Means it, although it takes something away. */
  static final String FORCE = "--force";

  /** Takes a strategy bundle whatever its classes do. */
  static final String TRUSTED = "--trusted";

  /** Does not ask the node whose name follows. */
  static final String WITHOUT = "--without";

  /** So many arguments, and perhaps options. */
  static Change of(int number, String usage, @Nullable String... given) {
    Change change = ofAny(usage, given);
    Arguments.exactly(number, usage, change.arguments.toArray(new String[0]));
    return change;
  }

  /** So many arguments or more, and perhaps options. */
  static Change ofAtLeast(int number, String usage, @Nullable String... given) {
    Change change = ofAny(usage, given);
    Arguments.atLeast(number, usage, change.arguments.toArray(new String[0]));
    return change;
  }

  private static Change ofAny(String usage, @Nullable String... given) {
    List<String> arguments = new ArrayList<>();
    Set<String> options = new HashSet<>();
    Set<String> without = new HashSet<>();
    Iterator<String> each = Arguments.atLeast(0, usage, given).iterator();
    while (each.hasNext()) {
      String argument = each.next();
      if (argument.equals(WITHOUT) && usage.contains("[" + WITHOUT + " NODE]") && each.hasNext()) {
        without.add(each.next());
      } else if (argument.startsWith("--") && usage.contains("[" + argument + "]")) {
        options.add(argument);
      } else {
        arguments.add(argument);
      }
    }
    return new Change(arguments, options, without);
  }

  /** The first argument. */
  String what() {
    return arguments.getFirst();
  }

  boolean force() {
    return options.contains(FORCE);
  }

  /** As an order to the deployer, by whoever types here. */
  Order order() {
    return new Order(
        Deployment.command(Here.user()),
        options.contains(DRY_RUN),
        options.contains(TRUSTED),
        force(),
        without);
  }
}
