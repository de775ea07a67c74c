package supermarket.deployer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.deployment.PricedBaskets.Recorded;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Consent;
import supermarket.deployer.check.BasketComparison;
import supermarket.deployer.check.Comparison;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Priced;
import supermarket.deployer.check.Rehearsal;
import supermarket.deployer.check.StrategyServices;
import supermarket.deployer.check.Tally;
import supermarket.deployer.trial.Shadow;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.library.text.Printable;

/**
 * Installs versions where no user sees them, judges them, and hands them on. What it answers is
 * worth knowing, one sentence each.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class Backstage {

  private final Installed installed;
  private final Lifecycle lifecycle;
  private final Gatekeeper gatekeeper;
  private final Supplier<Rehearsal> rehearsals;
  private final Rollout rollout;
  private final Removal removal;
  private final Guard guard;
  private final Priced priced;

  Backstage(
      Installed installed,
      Lifecycle lifecycle,
      Gatekeeper gatekeeper,
      Supplier<Rehearsal> rehearsals,
      Rollout rollout,
      Removal removal,
      Guard guard,
      Priced priced) {
    this.installed = installed;
    this.lifecycle = lifecycle;
    this.gatekeeper = gatekeeper;
    this.rehearsals = rehearsals;
    this.rollout = rollout;
    this.removal = removal;
    this.guard = guard;
    this.priced = priced;
  }

  /** Something to be done with a bundle that is dark and was judged; answers notes. */
  private interface Act {
    List<String> run(Bundle bundle, Rehearsal rehearsal)
        throws Refused, BundleException, InterruptedException;
  }

  /** Installs a version, judges it, and puts it in the place of the one before, if any. */
  List<String> goLive(Candidate candidate, @Nullable Bundle before, boolean dryRun, Consent consent)
      throws Refused, BundleException, IOException, InterruptedException {
    return inTheDark(
        candidate,
        before,
        (bundle, rehearsal) -> {
          if (dryRun) {
            return removal.discard(bundle);
          }
          DeployedVersion version = deployed(candidate);
          consent.ask(
              candidate.symbolicName(),
              now ->
                  now == null || before == null
                      ? DeployedBundle.first(version)
                      : now.succeededBy(version),
              candidate.jar());
          return rollout.goLive(bundle, before);
        });
  }

  private static DeployedVersion deployed(Candidate candidate) {
    return new DeployedVersion(
        candidate.version().toString(), candidate.sha256(), candidate.trusted());
  }

  /** Installs a version, judges it, and puts it on trial. */
  List<String> shadow(Candidate candidate, Bundle before, boolean dryRun, Consent consent)
      throws Refused, BundleException, IOException, InterruptedException {
    return inTheDark(
        candidate,
        before,
        (bundle, rehearsal) -> {
          if (dryRun) {
            return removal.discard(bundle);
          }
          consent.ask(
              candidate.symbolicName(),
              now -> DeployedBundle.orNothing(now).onTrial(deployed(candidate), 0),
              candidate.jar());
          Shadow shadow =
              new Shadow(bundle, rehearsal.strategies(), priced, rehearsal.stage(), guard);
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
      throws Refused, BundleException, IOException, InterruptedException {
    PricedLines recent = priced.lines().get();
    if (recent == null) {
      throw new Refused("no lines are on record: supermarket.basket.product is not running");
    }
    List<Findings> findings = new ArrayList<>();
    inTheDark(
        candidate,
        before,
        (bundle, rehearsal) -> {
          try (StrategyServices strategies = rehearsal.strategies()) {
            String version = candidate.version().toString();
            Tally tally = new Tally(candidate.symbolicName(), version);
            if (strategies.byName().isEmpty()) {
              tally.isOfBaskets();
            }
            Comparison comparison = new Comparison(version, strategies.byName());
            Comparison.Result result =
                guard.call("the replay", () -> comparison.of(recent.from(0).lines()));
            tally.add(result.compared(), result.differences());
            replayBaskets(version, rehearsal.stage(), bundle.getBundleId(), tally);
            findings.add(tally.findings(List.of(), null));
          }
          return removal.discard(bundle);
        });
    return findings.getFirst();
  }

  private void replayBaskets(String version, Stage stage, long bundleId, Tally tally) {
    Map<String, ActivePromotion> made = stage.promotions(bundleId);
    PricedBaskets baskets = priced.baskets().get();
    PromotionEngine engine = priced.engine().get();
    if (baskets != null && engine != null && !made.isEmpty()) {
      List<Recorded> last = baskets.from(0).baskets();
      Comparison.Result result =
          new BasketComparison(version, engine, stage.promotions(), made)
              .of(last, System.nanoTime() + guard.longest().toNanos());
      tally.add(result.compared(), result.differences());
      tally.miss(last.size() - result.compared());
    }
  }

  /**
   * Installs a bundle, judges it while it is dark, and goes on with it. Its classes are read before
   * any of them runs. Whatever fails, nothing of the bundle stays.
   */
  private List<String> inTheDark(Candidate candidate, @Nullable Bundle before, Act act)
      throws Refused, BundleException, IOException, InterruptedException {
    Bundle bundle = installed.install(candidate);
    try {
      lifecycle.darken(bundle);
      List<String> notes = new ArrayList<>(gatekeeper.admit(bundle, candidate.trusted()));
      Rehearsal rehearsal = rehearsals.get();
      notes.addAll(rehearsal.judge(bundle, before));
      notes.addAll(act.run(bundle, rehearsal));
      return notes;
    } catch (Refused first) {
      throw removal.discard(bundle, first);
    } catch (InterruptedException first) {
      removal.discard(bundle, List.of("it was interrupted"));
      throw first;
    } catch (BundleException | RuntimeException first) {
      throw removal.discard(bundle, List.of(Printable.of(first.toString(), 200)));
    }
  }
}
