package supermarket.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which versions of one bundle may price with each revision, by what an operator is shown. */
final class RevisionHistory {

  private static final Pattern ROW =
      Pattern.compile("(?m)^ *(\\d+) +\\S+ +\\S+ +.*? ([A-Z]+) +(\\S+) +(\\S+) +([A-Z_]+) ");

  private final Map<Long, Set<String>> versions = new TreeMap<>();
  private String live = "";
  private String trial = "";

  private RevisionHistory() {}

  /** Reads what {@code cluster:deployments} printed. */
  static RevisionHistory of(String bundle, String printed) {
    RevisionHistory history = new RevisionHistory();
    for (MatchResult row : ROW.matcher(printed).results().toList()) {
      if (row.group(3).equals(bundle) && row.group(5).equals("IN_FORCE")) {
        history.deployed(row.group(2), row.group(4));
      }
      history.note(Long.parseLong(row.group(1)));
    }
    return history;
  }

  private void deployed(String action, String version) {
    switch (action) {
      case "INSTALL", "UPGRADE", "PROMOTE" -> {
        live = version;
        trial = "";
      }
      case "ROLLBACK" -> {
        live = trial.isEmpty() ? version : live;
        trial = "";
      }
      case "CANARY" -> trial = version;
      default -> {} // it prices for nobody more
    }
  }

  private void note(long revision) {
    List<String> possible = new ArrayList<>(List.of(live));
    if (!trial.isEmpty()) {
      possible.add(trial);
    }
    versions.put(revision, Set.copyOf(possible));
  }

  /** The versions of the bundle that price with a revision; none if it is not known. */
  Set<String> versions(long revision) {
    return versions.getOrDefault(revision, Set.of());
  }
}
