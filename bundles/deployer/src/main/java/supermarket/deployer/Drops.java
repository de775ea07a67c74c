package supermarket.deployer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Printable;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

/**
 * Does what the drop folder says. Nobody waits for a result, so refusals are logged.
 *
 * <p>Thread safety: under the deployer's monitor, which is given.
 */
final class Drops implements DropFolder.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);

  private final Object deployer;
  private final Path copy;
  private final Installed installed;
  private final Versions versions;
  private final Trials trials;
  private final Rollout rollout;
  private final Ledger ledger;
  private final Function<Candidate, Deployment> bring;

  /**
   * On these.
   *
   * @param copy where a jar is copied to, to be judged
   * @param bring installs or upgrades
   */
  Drops(
      Object deployer,
      Path copy,
      Installed installed,
      Versions versions,
      Trials trials,
      Rollout rollout,
      Ledger ledger,
      Function<Candidate, Deployment> bring) {
    this.deployer = deployer;
    this.copy = copy;
    this.installed = installed;
    this.versions = versions;
    this.trials = trials;
    this.rollout = rollout;
    this.ledger = ledger;
    this.bring = bring;
  }

  /**
   * A jar that was there when the runtime started. What was installed from it before stays as the
   * operator left it. If its content changed while the runtime was down, but not its version, as a
   * build leaves it, the live version makes room for it.
   */
  @Override
  public void found(Path jar) {
    drop(
        jar,
        candidate -> {
          if (came(candidate).findAny().isPresent()) {
            return false;
          }
          Bundle live = versions.live(candidate.symbolicName());
          if (live != null
              && live.getVersion().equals(candidate.version())
              && Installed.file(live).equals(candidate.file())) {
            uninstall(candidate.door(), List.of(live), "its file was changed");
          }
          return true;
        });
  }

  @Override
  public void dropped(Path jar) {
    drop(jar, candidate -> came(candidate).noneMatch(bundle -> bundle.getState() == Bundle.ACTIVE));
  }

  /** What was installed from the same content. */
  private Stream<Bundle> came(Candidate candidate) {
    return installed.ours().stream().filter(bundle -> Installed.isOf(bundle, candidate.sha256()));
  }

  private void drop(Path jar, Predicate<Candidate> isNews) {
    String file = jar.getFileName().toString();
    synchronized (deployer) {
      try {
        Candidate candidate = Candidate.read(jar, copy).from(file);
        if (isNews.test(candidate) && tell(bring.apply(candidate)).outcome() == Outcome.DONE) {
          remove(file, bundle -> !bundle.getSymbolicName().equals(candidate.symbolicName()));
        }
      } catch (Unfit e) {
        String shown = Printable.of(file, 200);
        tell(ledger.refuse(Ledger.begun(Action.INSTALL, shown, shown, "", ""), e.reasons()));
      } finally {
        Candidate.delete(copy);
      }
    }
  }

  private static Deployment tell(Deployment deployment) {
    if (deployment.outcome() == Outcome.REFUSED) {
      LOG.warn(
          "{} of the drop folder is refused, and not tried again until it changes: {}",
          deployment.door(),
          String.join("; ", deployment.details()));
    }
    return deployment;
  }

  @Override
  public void gone(String file) {
    synchronized (deployer) {
      remove(file, bundle -> true);
    }
  }

  private void remove(String file, Predicate<Bundle> which) {
    Map<String, List<Bundle>> came =
        installed.ours().stream()
            .filter(bundle -> Installed.file(bundle).equals(file))
            .filter(which)
            .collect(Collectors.groupingBy(Bundle::getSymbolicName));
    came.values().forEach(bundles -> remove(file, bundles));
  }

  /** Removes versions of a bundle; one that came another way takes over again, if it is kept. */
  private void remove(String file, List<Bundle> bundles) {
    String door = Printable.of(file, 200);
    Optional<Bundle> live = liveOf(bundles);
    Optional<Bundle> other = live.flatMap(versions::kept).filter(kept -> !bundles.contains(kept));
    if (live.isPresent() && other.isPresent()) {
      Bundle from = live.get();
      Bundle to = other.get();
      tell(
          ledger.run(
              Ledger.begun(Action.ROLLBACK, door, to), false, () -> rollout.swap(from, to, false)));
    }
    uninstall(door, bundles, "its file was deleted from the drop folder");
  }

  /** The one of these versions of a bundle that is live. */
  private Optional<Bundle> liveOf(List<Bundle> bundles) {
    return Optional.ofNullable(versions.live(bundles.getFirst().getSymbolicName()))
        .filter(bundles::contains);
  }

  private void uninstall(String door, List<Bundle> bundles, String why) {
    Bundle first = bundles.getFirst();
    tell(
        ledger.run(
            Ledger.begun(Action.UNINSTALL, door, first),
            false,
            () -> {
              Optional<Trial> trial = trials.of(first.getSymbolicName());
              if (trial.isPresent() && liveOf(bundles).isPresent()) {
                rollout.endTrial(trial.get());
              }
              for (Bundle bundle : bundles) {
                rollout.uninstall(bundle);
              }
              return List.of(why);
            }));
  }
}
