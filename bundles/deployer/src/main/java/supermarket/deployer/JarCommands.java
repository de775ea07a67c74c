package supermarket.deployer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Order;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.journal.Deployments;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;
import supermarket.library.text.Printable;

/**
 * The deployments that bring a jar: check, install, upgrade, shadow, replay.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class JarCommands {

  private final Lifecycle lifecycle;
  private final Versions versions;
  private final Backstage backstage;
  private final Deployments deployments;
  private final Path copy;

  /**
   * On the parts of the deployer.
   *
   * @param copy where a jar is copied to, to be judged
   */
  JarCommands(
      Lifecycle lifecycle,
      Versions versions,
      Backstage backstage,
      Deployments deployments,
      Path copy) {
    this.lifecycle = lifecycle;
    this.versions = versions;
    this.backstage = backstage;
    this.deployments = deployments;
    this.copy = copy;
  }

  /** Copies a jar, judges it, and does what is asked. */
  Deployment bring(Action action, Path jar, Order order) {
    try {
      Candidate candidate = Candidate.read(jar, copy).trusted(order.trusted());
      return bring(action, candidate, order, List.of());
    } catch (Refused e) {
      return deployments.refuse(action, fileName(jar), order, e.reasons());
    } finally {
      Candidate.delete(copy);
    }
  }

  /**
   * Brings what is in a jar.
   *
   * @param asked what is to be done with it; null for whatever is possible
   * @param known the reasons why it was refused before
   */
  Deployment bring(@Nullable Action asked, Candidate candidate, Order order, List<String> known) {
    lifecycle.endTrialsOfGone();
    Bundle live = versions.live(candidate.symbolicName());
    Action usual = live == null ? Action.INSTALL : Action.UPGRADE;
    Action action = asked == null ? usual : asked;
    return deployments.run(
        Deployments.begun(action, order.door(), candidate),
        order,
        known,
        consent -> {
          versions.admit(candidate, action, live);
          if (action == Action.SHADOW && live != null) {
            return backstage.shadow(candidate, live, order.dryRun(), consent);
          }
          List<String> notes =
              new ArrayList<>(backstage.goLive(candidate, live, order.dryRun(), consent));
          if (action == Action.CHECK) {
            notes.addFirst(
                live == null
                    ? "strategy:install would make it live"
                    : "strategy:upgrade would put it in the place of version " + live.getVersion());
          }
          return notes;
        });
  }

  /** Puts on record that a jar could not be had. */
  Deployment refuse(Action action, String bundle, Order order, List<String> reasons) {
    return deployments.refuse(action, bundle, order, reasons);
  }

  /**
   * Copies a jar and judges the copy, which the caller deletes.
   *
   * @throws Refused if it cannot be read, or is no strategy bundle; then there is no copy
   */
  Candidate read(Path jar) throws Refused {
    try {
      return Candidate.read(jar, copy);
    } catch (Refused e) {
      Candidate.delete(copy);
      throw e;
    }
  }

  /** Deletes the copy of a candidate that was read. */
  void forget() {
    Candidate.delete(copy);
  }

  /** Prices the lines that are on record with what is in a jar. */
  Findings replay(Path jar, Order order) {
    try {
      Candidate candidate = Candidate.read(jar, copy);
      List<Findings> found = new ArrayList<>();
      Deployment replay =
          deployments.run(
              Deployments.begun(Action.REPLAY, order.door(), candidate),
              order.onlyTried(),
              consent -> {
                Bundle live = versions.live(candidate.symbolicName());
                versions.admit(candidate, Action.REPLAY, live);
                Findings findings = backstage.replay(candidate, live);
                found.add(findings);
                return List.of(
                    findings.differing() + " of " + findings.compared() + " lines differ",
                    findings.failed() + " could not be priced");
              });
      return found.isEmpty()
          ? Findings.refused(replay.bundle(), replay.version(), replay.details())
          : found.getFirst();
    } catch (Refused e) {
      return Findings.refused(Printable.of(fileName(jar), 200), "", e.reasons());
    } finally {
      Candidate.delete(copy);
    }
  }

  private static String fileName(Path jar) {
    return String.valueOf(jar.getFileName());
  }
}
