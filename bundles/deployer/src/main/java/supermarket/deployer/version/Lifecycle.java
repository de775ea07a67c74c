package supermarket.deployer.version;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Stage;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.trial.Trial;

/**
 * Moves versions through their lives. Each move that changes for whom something prices is one
 * edition. A move that the picture does not have is refused, and changes nothing.
 *
 * <p>The framework and the stage know most states; this object remembers the others: which versions
 * are dark, on trial or leaving because a deployment says so. A version that cannot be taken out
 * stays dark or leaving for good.
 *
 * <p>Thread safety: to be called under the deployer's monitor, but for the trials, which any thread
 * may read.
 */
public final class Lifecycle {

  private final Stage stage;
  private final Gatekeeper gatekeeper;
  private final Map<Bundle, VersionState> held = new HashMap<>();
  private volatile Map<String, Trial> trials = Map.of();

  /** What the chain agreed on last. */
  private RevisionId revision = RevisionId.NONE;

  public Lifecycle(Stage stage, Gatekeeper gatekeeper) {
    this.stage = stage;
    this.gatekeeper = gatekeeper;
  }

  /** Returns where a version stands. */
  VersionState state(Bundle version) {
    int framework = version.getState();
    if (framework == Bundle.UNINSTALLED) {
      return VersionState.GONE;
    }
    VersionState ours = held.get(version);
    if (ours != null) {
      return ours;
    }
    if (framework == Bundle.STOPPING) {
      return VersionState.LEAVING;
    }
    if (framework != Bundle.ACTIVE) {
      return VersionState.KEPT;
    }
    if (!gatekeeper.isAdmitted(version)) {
      return VersionState.DARK;
    }
    return stage.live().contains(version.getBundleId())
        ? VersionState.LIVE
        : VersionState.STANDING_BY;
  }

  /** The trial of a version of a bundle. */
  public Optional<Trial> trial(String symbolicName) {
    return Optional.ofNullable(trials.get(symbolicName));
  }

  /** All trials. */
  public Collection<Trial> trials() {
    return trials.values();
  }

  /** Tells the stage what it should know after a start: nothing is held. */
  public void begin() {
    publish();
  }

  /** The chain has agreed on a revision: the next move is of it. */
  public void agreed(RevisionId agreed) {
    revision = agreed;
  }

  /** Returns the revision that the next move is of. */
  public RevisionId revision() {
    return revision;
  }

  /** All moves of a revision are made: editions are of it from now on. */
  public void isAt(RevisionId agreed) {
    revision = agreed;
    stage.agree(agreed);
  }

  /** A version is dark from now on: it has just been installed, or was kept. */
  public void darken(Bundle version) {
    move(Map.of(version, VersionState.DARK));
  }

  /** A version is live from now on. */
  public void goLive(Bundle version) {
    move(Map.of(version, VersionState.LIVE));
  }

  /** One edition takes a version out, if it runs, and brings another in its place. */
  public void replace(Bundle leaving, Bundle successor) {
    Map<Bundle, VersionState> moves = leaving(List.of(leaving));
    moves.put(successor, VersionState.LIVE);
    move(moves);
  }

  /**
   * A version has been stopped. If somebody has started or uninstalled it meanwhile, it stays what
   * it is: its successor is live by now, so nothing may fail any more.
   */
  public void keep(Bundle version) {
    if (version.getState() != Bundle.ACTIVE && state(version) != VersionState.GONE) {
      move(Map.of(version, VersionState.KEPT));
    }
  }

  /** Versions price for nobody from now on. Those that are kept or dark anyway stay so. */
  public void takeOut(Collection<Bundle> versions) {
    move(leaving(versions));
  }

  private Map<Bundle, VersionState> leaving(Collection<Bundle> versions) {
    Map<Bundle, VersionState> moves = new HashMap<>();
    for (Bundle version : versions) {
      if (state(version).next().contains(VersionState.LEAVING)) {
        moves.put(version, VersionState.LEAVING);
      }
    }
    return moves;
  }

  /** A trial begins, or has another audience. */
  public void tryOut(Trial trial) {
    check(trial.bundle(), VersionState.ON_TRIAL);
    held.put(trial.bundle(), VersionState.ON_TRIAL);
    put(trial);
    publish();
  }

  /** Something else is known of a trial; its audience stays. */
  public void put(Trial trial) {
    Map<String, Trial> more = new HashMap<>(trials);
    more.put(trial.bundle().getSymbolicName(), trial);
    trials = Map.copyOf(more);
  }

  /** Ends the trials of versions that somebody else has uninstalled. */
  public void endTrialsOfGone() {
    List.copyOf(trials.values()).stream()
        .filter(trial -> state(trial.bundle()) == VersionState.GONE)
        .forEach(trial -> end(trial.bundle()));
  }

  private void check(Bundle version, VersionState to) {
    VersionState from = state(version);
    if (from != to && !from.next().contains(to)) {
      throw new IllegalStateException(version + " is " + from + " and cannot be " + to);
    }
  }

  /** Makes moves with one edition, or none of them. */
  private void move(Map<Bundle, VersionState> moves) {
    moves.forEach(this::check);
    moves.forEach(
        (version, to) -> {
          end(version);
          if (to == VersionState.DARK || to == VersionState.LEAVING) {
            held.put(version, to);
          } else {
            held.remove(version);
          }
        });
    publish();
  }

  /** Ends the trial of a version, if it is on trial. */
  private void end(Bundle version) {
    Trial trial = trials.get(version.getSymbolicName());
    if (trial != null && trial.bundle().equals(version)) {
      Map<String, Trial> fewer = new HashMap<>(trials);
      fewer.remove(version.getSymbolicName());
      trials = Map.copyOf(fewer);
      trial.shadow().close();
    }
  }

  private void publish() {
    held.keySet().removeIf(version -> version.getState() == Bundle.UNINSTALLED);
    Map<Long, Audience> audiences = new HashMap<>();
    held.keySet().forEach(version -> audiences.put(version.getBundleId(), Audience.NOBODY));
    trials.values().forEach(trial -> audiences.put(trial.bundle().getBundleId(), trial.audience()));
    stage.limit(audiences, revision);
  }
}
