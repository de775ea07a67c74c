package supermarket.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import supermarket.library.text.Spelling;

/** The commands of all bundles, as a session has them now. */
final class KnownCommands {

  /** Of the shell itself, not for people. */
  private static final Set<String> INNER = Set.of("supermarket:candidates", "supermarket:default");

  /** So many letters may be wrong. */
  private static final int MOST_SLIPS = 3;

  private final Set<String> names = new TreeSet<>();

  KnownCommands(CommandSession session) {
    if (session.get(".commands") instanceof Set<?> all) {
      all.stream()
          .map(String::valueOf)
          .filter(name -> !INNER.contains(name) && !afterScope(name).startsWith("_"))
          .forEach(names::add);
    }
  }

  private static String afterScope(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /** Whether there is a command of this name, with or without its scope. */
  boolean has(String name) {
    String typed = name.toLowerCase(Locale.ROOT);
    return names.stream().anyMatch(each -> each.equals(typed) || afterScope(each).equals(typed));
  }

  /** There is none of this name. */
  CommandFailed unknown(String name) {
    String similar = similarTo(name).map(each -> " Did you mean '%s'?".formatted(each)).orElse("");
    return new CommandFailed(
        "There is no command '%s'.%s 'help' lists all there are."
            .formatted(Text.safe(name), similar));
  }

  private Optional<String> similarTo(String name) {
    String typed = name.toLowerCase(Locale.ROOT);
    int most = Math.min(MOST_SLIPS, typed.length() / 2);
    return Stream.concat(ours(), names.stream())
        .filter(each -> slips(each, typed) <= most)
        .min(Comparator.comparingInt(each -> slips(each, typed)));
  }

  private static Stream<String> ours() {
    return SupermarketCommands.ALL.stream().map(each -> each.split(" ", 2)[0]);
  }

  private static int slips(String name, String typed) {
    return Spelling.slips(typed.indexOf(':') < 0 ? afterScope(name) : name, typed);
  }

  /** Those of other bundles, by scope. */
  Table others() {
    Set<String> ours = new TreeSet<>(ours().toList());
    TreeMap<String, List<String>> scopes = new TreeMap<>();
    for (String name : names) {
      if (!ours.contains(name)) {
        String scope = name.substring(0, name.indexOf(':'));
        scopes.merge(
            scope,
            List.of(afterScope(name)),
            (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
      }
    }
    Table table = new Table().words("SCOPE").sentences("COMMANDS OF OTHER BUNDLES");
    scopes.forEach((scope, commands) -> table.row(scope, String.join(" ", commands)));
    return table;
  }
}
