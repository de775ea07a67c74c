package supermarket.deployer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.PricedLines;
import supermarket.basket.api.Printable;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Findings;

/**
 * Brings versions of a bundle to the users, and takes them from them. What it answers is worth
 * knowing, one sentence each.
 *
 * <p>Thread safety: none; the deployer calls it under its lock.
 */
final class Rollout {

  private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

  private final BundleContext context;
  private final Stage stage;
  private final Installed installed;
  private final Lifecycle lifecycle;
  private final Gatekeeper gatekeeper;
  private final Guard guard;
  private final Supplier<@Nullable PricedLines> lines;
  private final Catalogue catalogue;

  Rollout(
      BundleContext context,
      Stage stage,
      Installed installed,
      Lifecycle lifecycle,
      Gatekeeper gatekeeper,
      Guard guard,
      Supplier<@Nullable PricedLines> lines,
      Catalogue catalogue) {
    this.context = context;
    this.stage = stage;
    this.installed = installed;
    this.lifecycle = lifecycle;
    this.gatekeeper = gatekeeper;
    this.guard = guard;
    this.lines = lines;
    this.catalogue = catalogue;
  }

  private Rehearsal rehearsal() {
    Tryout tryout = new Tryout(guard, catalogue, lines);
    return new Rehearsal(context, installed, stage, guard, tryout);
  }

  /** Something to be done with a bundle that is dark and was judged; answers notes. */
  private interface Act {
    List<String> run(Bundle bundle, Rehearsal rehearsal)
        throws Unfit, BundleException, InterruptedException;
  }

  /** Installs a version, judges it, and puts it in the place of the one before, if any. */
  List<String> goLive(Candidate candidate, @Nullable Bundle before, boolean dryRun)
      throws Unfit, BundleException, IOException, InterruptedException {
    return inTheDark(
        candidate,
        before,
        (bundle, rehearsal) -> dryRun ? discard(bundle) : goLive(bundle, before));
  }

  /** Installs a version, judges it, and puts it on trial. */
  List<String> shadow(Candidate candidate, Bundle before, boolean dryRun)
      throws Unfit, BundleException, IOException, InterruptedException {
    return inTheDark(
        candidate,
        before,
        (bundle, rehearsal) -> {
          if (dryRun) {
            return discard(bundle);
          }
          Shadow shadow = new Shadow(bundle, rehearsal.strategies(), lines, guard);
          lifecycle.tryOut(Trial.inShadow(bundle, shadow));
          shadow.start();
          return List.of(
              "it prices live baskets again from now on, next to version "
                  + before.getVersion()
                  + ": strategy:diff shows what differs");
        });
  }

  /** Installs a version, judges it, prices lines with it, and uninstalls it. */
  Findings replay(Candidate candidate, @Nullable Bundle before)
      throws Unfit, BundleException, IOException, InterruptedException {
    PricedLines priced = lines.get();
    if (priced == null) {
      throw new Unfit("no lines are on record: supermarket.basket.product is not running");
    }
    List<Findings> findings = new ArrayList<>();
    inTheDark(
        candidate,
        before,
        (bundle, rehearsal) -> {
          try (StrategyServices strategies = rehearsal.strategies()) {
            String version = candidate.version().toString();
            Tally tally = new Tally(candidate.symbolicName(), version);
            Comparison comparison = new Comparison(version, strategies.byName());
            Comparison.Result result =
                guard.call("the replay", () -> comparison.of(priced.from(0).lines()));
            tally.add(result.compared(), result.differences());
            findings.add(tally.findings(List.of(), null));
          }
          return discard(bundle);
        });
    return findings.getFirst();
  }

  /**
   * Installs a bundle, judges it while it is dark, and goes on with it. Its classes are read before
   * any of them runs. Whatever fails, nothing of the bundle stays.
   */
  private List<String> inTheDark(Candidate candidate, @Nullable Bundle before, Act act)
      throws Unfit, BundleException, IOException, InterruptedException {
    Bundle bundle = installed.install(candidate);
    try {
      lifecycle.darken(bundle);
      List<String> notes = new ArrayList<>(gatekeeper.admit(bundle, candidate.trusted()));
      Rehearsal rehearsal = rehearsal();
      notes.addAll(rehearsal.judge(bundle, before));
      notes.addAll(act.run(bundle, rehearsal));
      return notes;
    } catch (Unfit first) {
      throw discard(bundle, first.reasons());
    } catch (BundleException | RuntimeException first) {
      throw discard(bundle, List.of(text(first)));
    }
  }

  /** Nothing of it stays. The first reason comes first, whatever goes wrong after it. */
  private Unfit discard(Bundle bundle, List<String> first) {
    List<String> reasons = new ArrayList<>(first);
    try {
      discard(bundle);
    } catch (Unfit second) {
      second.reasons().forEach(why -> reasons.add(why + "; it stays installed, dark"));
    }
    return new Unfit(reasons);
  }

  /** Nothing of it stays. If it cannot be uninstalled it stays dark. */
  private List<String> discard(Bundle bundle) throws Unfit {
    lifecycle.takeOut(List.of(bundle));
    return guard.call(
        "uninstalling it again",
        () -> {
          if (bundle.getState() != Bundle.UNINSTALLED) {
            installed.remove(bundle);
          }
          return List.of();
        });
  }

  /**
   * One edition brings the version and takes the one before out. Only then is the start made
   * persistent, so that nothing comes back with the next start that was never live.
   */
  private List<String> goLive(Bundle bundle, @Nullable Bundle before) throws BundleException {
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
    } catch (Unfit e) {
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
        remove(older, notes);
      }
    }
  }

  private void remove(Bundle bundle, List<String> notes) {
    try {
      uninstall(bundle);
    } catch (Unfit e) {
      notes.add("version " + bundle.getVersion() + " is left: " + e.getMessage());
      lifecycle.takeOut(List.of(bundle));
    }
  }

  /** Uninstalling deactivates what runs, so it belongs behind the guard. */
  void uninstall(Bundle bundle) throws Unfit {
    guard.call(
        "uninstalling it",
        () -> {
          installed.remove(bundle);
          return true;
        });
  }

  private static String text(Exception e) {
    return Printable.of(e.toString(), 200);
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
  List<String> promote(Trial trial, @Nullable Bundle before, boolean dryRun) throws Unfit {
    Bundle bundle = trial.bundle();
    List<String> notes = new ArrayList<>(gatekeeper.admit(bundle, false));
    notes.addAll(rehearsal().judge(bundle, before));
    if (!dryRun) {
      try {
        notes.addAll(goLive(bundle, before));
      } catch (BundleException | RuntimeException first) {
        throw discard(bundle, List.of(text(first)));
      }
    }
    return notes;
  }

  /** Ends a trial: all users are back with the live version, and nothing of the other stays. */
  List<String> endTrial(Trial trial) throws Unfit {
    discard(trial.bundle());
    return List.of(trial + " is off its trial, and uninstalled");
  }

  /**
   * Uninstalls versions for which no successor is meant to come: products that are left without a
   * strategy are rejected from then on, at once.
   */
  void removeForGood(List<Bundle> bundles) throws Unfit {
    lifecycle.takeOut(bundles);
    List<String> left = new ArrayList<>();
    for (Bundle bundle : bundles) {
      try {
        uninstall(bundle);
      } catch (Unfit e) {
        left.add("version " + bundle.getVersion() + " is left, dark: " + e.getMessage());
      }
    }
    if (!left.isEmpty()) {
      throw new Unfit(left);
    }
  }

  /** Starts the version before, dark, judges it again, and swaps the two. */
  List<String> swap(Bundle from, Bundle to, boolean dryRun) throws Unfit, BundleException {
    boolean live = false;
    try {
      lifecycle.darken(to);
      List<String> notes = new ArrayList<>(gatekeeper.admit(to, false));
      notes.addAll(rehearsal().judge(to, from));
      if (!dryRun) {
        replace(from, to, notes);
        live = true;
      }
      return notes;
    } finally {
      if (!live) {
        stopAgain(to);
      }
    }
  }

  /** Without hiding why it is to be stopped again. If it cannot be, it stays dark. */
  void stopAgain(Bundle bundle) {
    lifecycle.takeOut(List.of(bundle));
    try {
      guard.call(
          "stopping it again",
          () -> {
            bundle.stop(Bundle.STOP_TRANSIENT);
            return true;
          });
      lifecycle.keep(bundle);
    } catch (Unfit e) {
      LOG.warn("{} is not stopped: {}", bundle, e.getMessage());
    }
  }
}
