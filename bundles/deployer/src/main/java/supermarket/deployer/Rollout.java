package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Consent;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Rehearsal;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.library.text.Printable;

/**
 * Brings versions that were judged to the users, and takes those before from them. What it answers
 * is worth knowing, one sentence each.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class Rollout {

  private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

  private final Stage stage;
  private final Installed installed;
  private final Lifecycle lifecycle;
  private final Gatekeeper gatekeeper;
  private final Supplier<Rehearsal> rehearsals;
  private final Removal removal;
  private final Guard guard;
  private final NodeState state;

  Rollout(
      Stage stage,
      Installed installed,
      Lifecycle lifecycle,
      Gatekeeper gatekeeper,
      Supplier<Rehearsal> rehearsals,
      Removal removal,
      Guard guard,
      NodeState state) {
    this.stage = stage;
    this.installed = installed;
    this.lifecycle = lifecycle;
    this.gatekeeper = gatekeeper;
    this.rehearsals = rehearsals;
    this.removal = removal;
    this.guard = guard;
    this.state = state;
  }

  /**
   * One edition brings the version and takes the one before out. Only then is the start made
   * persistent, so that nothing comes back with the next start that was never live.
   */
  List<String> goLive(Bundle bundle, @Nullable Bundle before) throws BundleException {
    List<String> notes = new ArrayList<>();
    if (before == null) {
      lifecycle.goLive(bundle);
      bundle.start();
      LOG.info("version {} of {} is live", bundle.getVersion(), bundle.getSymbolicName());
    } else {
      replace(before, bundle, notes);
      removeOlder(before, bundle, notes);
    }
    return notes;
  }

  /** One edition takes the one out and brings the other; the one that went is stopped and kept. */
  private void replace(Bundle from, Bundle to, List<String> notes) throws BundleException {
    long overstayers = stage.overstayers();
    lifecycle.replace(from, to);
    try {
      to.start();
    } catch (BundleException | RuntimeException e) {
      lifecycle.replace(to, from);
      throw e;
    }
    LOG.info("version {} of {} is live", to.getVersion(), to.getSymbolicName());
    try {
      guard.call(
          "its deactivation",
          () -> {
            from.stop();
            return true;
          });
      lifecycle.keep(from);
      notes.add(
          "version "
              + from.getVersion()
              + " is stopped and kept: strategy:rollback goes back to it");
    } catch (Refused e) {
      notes.add("version " + from.getVersion() + " is not stopped: " + e.getMessage());
      LOG.warn("version {} of {} is not stopped: {}", from.getVersion(), from, e.getMessage());
    }
    overstayers = stage.overstayers() - overstayers;
    if (overstayers > 0) {
      notes.add("calls of it that overstayed its lease and were interrupted: " + overstayers);
    }
  }

  private void removeOlder(Bundle before, Bundle live, List<String> notes) {
    for (Bundle older : installed.others(live)) {
      if (older.getBundleId() != before.getBundleId() && Installed.isOurs(older)) {
        removal.remove(older, notes);
      }
    }
  }

  /** Changes for which share of the users the version on trial prices. */
  List<String> canary(Trial trial, Audience audience) {
    lifecycle.tryOut(trial.withAudience(audience));
    return List.of(
        audience.isNobody()
            ? "it prices for no user, only in shadow"
            : "it prices for " + audience.percent() + " % of the users, always the same ones");
  }

  /** Judges the version on trial once more, and puts it in the place of the live one. */
  List<String> promote(Trial trial, @Nullable Bundle before, boolean dryRun, Consent consent)
      throws Refused, InterruptedException {
    Bundle bundle = trial.bundle();
    List<String> notes = new ArrayList<>(gatekeeper.admit(bundle, false));
    notes.addAll(rehearsals.get().judge(bundle, before));
    if (!dryRun) {
      DeployedVersion version = state.version(bundle);
      consent.ask(
          bundle.getSymbolicName(),
          now -> DeployedBundle.orNothing(now).succeededBy(version),
          null);
      try {
        notes.addAll(goLive(bundle, before));
      } catch (BundleException | RuntimeException first) {
        throw removal.discard(bundle, List.of(Printable.of(first.toString(), 200)));
      }
    }
    return notes;
  }

  /** Ends a trial: all users are back with the live version, and nothing of the other stays. */
  List<String> endTrial(Trial trial) throws Refused {
    removal.discard(trial.bundle());
    return List.of(trial + " is off its trial, and uninstalled");
  }

  /** Starts the version before, dark, judges it again, and swaps the two. */
  List<String> swap(Bundle from, Bundle to, boolean dryRun, Consent consent)
      throws Refused, BundleException, InterruptedException {
    boolean live = false;
    try {
      lifecycle.darken(to);
      List<String> notes = new ArrayList<>(gatekeeper.admit(to, false));
      notes.addAll(rehearsals.get().judge(to, from));
      if (!dryRun) {
        DeployedVersion version = state.version(to);
        consent.ask(
            to.getSymbolicName(), now -> DeployedBundle.orNothing(now).succeededBy(version), null);
        replace(from, to, notes);
        live = true;
      }
      return notes;
    } finally {
      if (!live) {
        removal.stopAgain(to);
      }
    }
  }
}
