package supermarket.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.ConfigurationCheck;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.configuration.Kind.Judged;
import supermarket.configuration.Plan.InForce;
import supermarket.library.text.Printable;

/**
 * Makes of the files what the configurations should be: what a file says if that is good, or else
 * what it said when it was good last. It changes nothing.
 */
final class Planner {

  private static final String FILE_ENDING = ".cfg";
  private static final String OURS = "supermarket.";
  private static final int LONGEST = 500;
  private static final int MOST_REMARKS = 20;

  /** A file, what it is for and what it says. */
  private record Candidate(
      String file, String pid, String instance, Kind kind, Judged now, Optional<Judged> before) {

    /** What no other one of its kind may have; empty if it may have anything. */
    Optional<String> name(Judged judged) {
      return kind.nameKey().map(key -> pid + " " + judged.values().getOrDefault(key, ""));
    }

    boolean isUnchanged() {
      return before.filter(good -> good.values().equals(now.values())).isPresent();
    }
  }

  private final GoodCopies copies;
  private final Function<String, @Nullable String> properties;
  private final Predicate<String> elsewhere;

  /**
   * Of a node.
   *
   * @param copies what was good last
   * @param properties the framework's properties
   * @param elsewhere whether a configuration is for a bundle that only other nodes have
   */
  Planner(
      GoodCopies copies,
      Function<String, @Nullable String> properties,
      Predicate<String> elsewhere) {
    this.copies = copies;
    this.properties = properties;
    this.elsewhere = elsewhere;
  }

  Plan plan(SortedMap<String, FileText> files, Collection<ConfigurationCheck<?>> checks) {
    SortedMap<String, Kind> kinds = new TreeMap<>();
    kinds.put(LoggingKind.PID, new LoggingKind());
    checks.forEach(check -> kinds.put(check.pid(), new OwnKind(check)));
    SortedMap<String, List<Remark>> remarks = new TreeMap<>();
    Set<String> leftAlone = new HashSet<>();
    List<Candidate> candidates = new ArrayList<>();
    files.forEach(
        (file, text) -> {
          List<Remark> found = remarks.computeIfAbsent(file, any -> new ArrayList<>());
          String name = file.replaceFirst("\\.[a-z]+$", "");
          int dash = name.indexOf('-');
          String pid = dash < 0 ? name : name.substring(0, dash);
          Kind kind = kinds.get(pid);
          if (kind == null && elsewhere.test(pid)) {
            leftAlone.add(file);
            return;
          }
          String misplaced = misplaced(file, pid, dash >= 0, kinds);
          if (!misplaced.isEmpty()) {
            found.add(Remark.warning(misplaced));
            return;
          }
          String instance = dash < 0 ? "" : name.substring(dash + 1);
          candidates.add(
              candidate(file, pid, instance, kind == null ? new OtherKind() : kind, text));
        });
    List<InForce> inForce = accept(candidates, remarks);
    for (ConfigurationCheck<?> check : checks) {
      String file = check.pid() + FILE_ENDING;
      if (check.nameKey().isEmpty() && !files.containsKey(file)) {
        Judged defaults = judge(new OwnKind(check), "");
        inForce.add(new InForce(check.pid(), "", file, defaults.values(), false));
      }
    }
    return tell(candidates, inForce, remarks, leftAlone);
  }

  /** Why a file does nothing, by its name; empty if it does. */
  private static String misplaced(
      String file, String pid, boolean isInstance, SortedMap<String, Kind> kinds) {
    if (!file.endsWith(FILE_ENDING)) {
      return "it is not read, because its name does not end with " + FILE_ENDING;
    }
    Kind kind = kinds.get(pid);
    if (kind == null) {
      Optional<String> meant = Names.near(pid, kinds.keySet());
      return meant.isPresent() || pid.startsWith(OURS)
          ? "nothing here has the configuration '"
              + pid
              + "'"
              + Names.didYouMean(pid, kinds.keySet())
          : "";
    }
    if (kind.nameKey().isPresent() != isInstance) {
      return isInstance
          ? "it is not read, because there is one only: " + pid + FILE_ENDING
          : "it is not read, because there may be several: call it " + pid + "-NAME" + FILE_ENDING;
    }
    return "";
  }

  private Candidate candidate(String file, String pid, String instance, Kind kind, FileText text) {
    Judged now =
        text.isRead()
            ? judge(kind, text.text())
            : new Judged(Map.of(), List.of(Remark.refusal("it " + text.failure())));
    Optional<Judged> before =
        copies.read(file).map(good -> judge(kind, good)).filter(Judged::isGood);
    return new Candidate(file, pid, instance, kind, now, before);
  }

  private Judged judge(Kind kind, String text) {
    Map<String, String> options = new HashMap<>();
    kind.options()
        .forEach(
            (key, property) -> {
              String option = properties.apply(property);
              if (option != null) {
                options.put(key, option);
              }
            });
    return kind.judge(KeyValues.parse(text, properties, kind.hasOtherPlaceholders()).with(options));
  }

  /** Those that are as they were go first, so that a new one takes no name from them. */
  private static List<InForce> accept(
      List<Candidate> candidates, SortedMap<String, List<Remark>> remarks) {
    List<InForce> inForce = new ArrayList<>();
    List<Candidate> refused = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    candidates.stream()
        .sorted(Comparator.comparing((Candidate each) -> !each.isUnchanged()))
        .forEach(
            each -> {
              List<Remark> found = remarks.computeIfAbsent(each.file(), any -> new ArrayList<>());
              found.addAll(each.now().remarks());
              if (!each.now().isGood()) {
                refused.add(each);
                return;
              }
              String owner =
                  each.name(each.now())
                      .map(name -> taken.putIfAbsent(name, each.file()))
                      .orElse(null);
              if (owner != null) {
                String key = each.kind().nameKey().orElse("");
                String name = String.valueOf(each.now().values().get(key));
                found.add(Remark.wrong(key, name, "another one: it is that of etc/" + owner));
                refused.add(each);
                return;
              }
              inForce.add(inForce(each, each.now(), true));
            });
    for (Candidate each : refused) {
      each.before()
          .filter(
              good -> each.name(good).map(name -> taken.putIfAbsent(name, each.file())).isEmpty())
          .ifPresent(good -> inForce.add(inForce(each, good, false)));
    }
    return inForce;
  }

  private static InForce inForce(Candidate of, Judged judged, boolean isNew) {
    return new InForce(of.pid(), of.instance(), of.file(), judged.values(), isNew);
  }

  /** A file that is something else altogether is not told line by line. */
  private static List<Remark> atMost(List<Remark> found) {
    if (found.size() <= MOST_REMARKS) {
      return found;
    }
    List<Remark> some = new ArrayList<>(found.subList(0, MOST_REMARKS));
    boolean refuses = found.stream().anyMatch(Remark::refuses);
    some.add(new Remark("and " + (found.size() - MOST_REMARKS) + " faults more", refuses));
    return some;
  }

  private static Plan tell(
      List<Candidate> candidates,
      List<InForce> inForce,
      SortedMap<String, List<Remark>> remarks,
      Set<String> leftAlone) {
    Set<String> files = inForce.stream().map(InForce::file).collect(Collectors.toSet());
    Set<String> pids = inForce.stream().map(InForce::pid).collect(Collectors.toSet());
    Set<String> stopped =
        candidates.stream()
            .filter(each -> each.kind().isOwn() && !pids.contains(each.pid()))
            .map(Candidate::file)
            .collect(Collectors.toSet());
    SortedMap<String, List<String>> lines = new TreeMap<>();
    List<Trouble> troubles = new ArrayList<>();
    remarks.forEach(
        (file, found) -> {
          for (Remark remark : atMost(found)) {
            String line = "etc/" + file + ": " + remark.text();
            if (remark.refuses()) {
              line +=
                  files.contains(file)
                      ? "; what it said before stays in force"
                      : "; it was never good before, so nothing of it is in force";
            }
            String shown = Printable.of(line, LONGEST);
            Gravity gravity = stopped.contains(file) ? Gravity.NOT_READY : Gravity.WARNING;
            lines.computeIfAbsent(file, any -> new ArrayList<>()).add(shown);
            troubles.add(new Trouble("configuration", gravity, shown));
          }
        });
    troubles.sort(Comparator.comparing(Trouble::gravity).reversed());
    return new Plan(inForce, lines, troubles, leftAlone);
  }
}
