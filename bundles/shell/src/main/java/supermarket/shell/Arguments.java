package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks how many arguments a command was given. Commands take {@code String...}: with named
 * parameters Gogo would answer a wrong number with a list of Java signatures, and with numbers it
 * would turn {@code 3.10} into a double.
 */
final class Arguments {

  /** So many rows can be asked for. */
  static final int MOST_SHOWN = 1000;

  private Arguments() {}

  /** Exactly so many. */
  static List<String> exactly(int number, String usage, @Nullable String... given) {
    return between(number, number, usage, given);
  }

  /** So many or more. */
  static List<String> atLeast(int number, String usage, @Nullable String... given) {
    return between(number, Integer.MAX_VALUE, usage, given);
  }

  /**
   * From so many to so many.
   *
   * @param usage the command's descriptor: how it is written, {@code " - "}, what it does
   * @throws CommandFailed with the usage
   */
  static List<String> between(int least, int most, String usage, @Nullable String... given) {
    List<String> arguments = new ArrayList<>(given.length);
    for (String argument : given) {
      if (argument == null) {
        throw new CommandFailed(
            "Argument "
                + (arguments.size() + 1)
                + " is null, such as a variable that is not set. If you mean the word, quote it.");
      }
      arguments.add(argument);
    }
    if (given.length < least || given.length > most) {
      String problem = given.length < least ? "Too few arguments." : "Too many arguments.";
      throw new CommandFailed(problem + "\nUsage: " + usage);
    }
    return arguments;
  }

  /**
   * How many rows to show: the only argument, or so many without one.
   *
   * @throws CommandFailed if it is no number from 1 to {@link #MOST_SHOWN}, or with the usage
   */
  static int howMany(int without, String usage, @Nullable String... given) {
    List<String> arguments = between(0, 1, usage, given);
    if (arguments.isEmpty()) {
      return without;
    }
    String number = arguments.getFirst();
    try {
      int shown = Integer.parseInt(number);
      if (shown >= 1 && shown <= MOST_SHOWN) {
        return shown;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new CommandFailed(
        "'%s' is not how many to show: give a whole number from 1 to %d."
            .formatted(Text.safe(number), MOST_SHOWN));
  }

  /**
   * A count of things.
   *
   * @param most the greatest that may be asked for; the least is 1
   */
  static int count(String text, String things, int most) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= most) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new CommandFailed(
        "'%s' is no count of %s: 1 to %d.".formatted(Text.safe(text), things, most));
  }
}
