package supermarket.deployer.folder;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.operation.Trouble;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.library.text.Printable;

/**
 * Does what the drop folder says. Nobody waits for a result, so refusals are logged, each once.
 *
 * <p>Thread safety: under the deployer's monitor, which is given.
 */
public final class Drops implements DropFolder.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);

  /** So often another deployment of the chain may be quicker before that is a refusal. */
  private static final int MOST_OVERTAKEN = 20;

  /**
   * What came of a file.
   *
   * @param sha256 of its content; empty if that could not be read
   * @param reasons why it was refused; empty if it was not
   * @param passes whether another look may find otherwise, though the file is the same
   */
  private record Verdict(String sha256, List<String> reasons, boolean passes) {}

  private final Object deployer;
  private final Fleet fleet;
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final RefusedFiles wrong = new RefusedFiles();

  public Drops(Object deployer, Fleet fleet) {
    this.deployer = deployer;
    this.fleet = fleet;
  }

  /** The files that something was installed from. */
  public List<String> files() {
    return fleet.ours().stream().map(Installed::file).filter(file -> !file.isEmpty()).toList();
  }

  /** The files that are refused. Any thread may ask. */
  public List<Trouble> troubles() {
    return wrong.troubles();
  }

  /** It stands in nobody's way. */
  private boolean isOvertaken(Candidate candidate) {
    Bundle live = fleet.live(candidate.symbolicName());
    return live != null && live.getVersion().compareTo(candidate.version()) > 0;
  }

  /**
   * A jar that was there when the runtime started. What the chain has of it stays as it is. If its
   * content changed meanwhile, but not its version, the live version makes room for it.
   */
  @Override
  public boolean found(Path jar) {
    return drop(
        jar,
        candidate -> {
          if (isDeployed(candidate.sha256())) {
            return false;
          }
          Bundle live = fleet.live(candidate.symbolicName());
          if (live != null
              && live.getVersion().equals(candidate.version())
              && Installed.file(live).equals(candidate.file())) {
            tell(fleet.uninstall(candidate.door(), List.of(live), "its file was changed"));
          }
          return true;
        });
  }

  @Override
  public boolean dropped(Path jar) {
    return drop(
        jar,
        candidate ->
            came(candidate.sha256()).noneMatch(bundle -> bundle.getState() == Bundle.ACTIVE));
  }

  private boolean drop(Path jar, Predicate<Candidate> isNews) {
    synchronized (deployer) {
      verdicts.remove(jar.getFileName().toString());
      return judge(jar, isNews);
    }
  }

  /**
   * A file that was judged before: what is installed from it stays as it is. Otherwise it comes now
   * if it can, if nothing as good is live.
   */
  @Override
  public boolean again(Path jar) {
    synchronized (deployer) {
      Verdict before = verdicts.get(jar.getFileName().toString());
      if (before != null && !before.sha256().isEmpty()) {
        if (isDeployed(before.sha256())) {
          wrong.remove(jar.getFileName().toString());
          return false;
        }
      } else if (before != null && !before.passes()) {
        return false;
      }
      return judge(
          jar,
          candidate -> {
            Bundle live = fleet.live(candidate.symbolicName());
            return live == null || live.getVersion().compareTo(candidate.version()) < 0;
          });
    }
  }

  /** What was installed from the same content. */
  private Stream<Bundle> came(String sha256) {
    return fleet.ours().stream().filter(bundle -> Installed.isOf(bundle, sha256));
  }

  /** The chain may have it although it is not installed here: another version took its place. */
  private boolean isDeployed(String sha256) {
    return came(sha256).findAny().isPresent() || fleet.isDeployed(sha256);
  }

  private boolean judge(Path jar, Predicate<Candidate> isNews) {
    String file = jar.getFileName().toString();
    Verdict before = verdicts.get(file);
    List<String> known = before == null ? List.of() : before.reasons();
    Verdict verdict;
    try {
      Candidate candidate = fleet.read(jar).from(file);
      try {
        verdict = bring(file, candidate, known, isNews);
        if (isOvertaken(candidate)) {
          wrong.remove(file);
        } else {
          wrong.put(file, verdict.reasons());
        }
      } finally {
        Candidate.delete(candidate.jar());
      }
    } catch (Refused e) {
      verdict = new Verdict("", e.reasons(), e.passes());
      if (!Refused.sameReasons(known, e.reasons())) {
        tell(fleet.refuse(file, e.reasons()));
      }
      wrong.put(file, verdict.reasons());
    }
    verdicts.put(file, verdict);
    return verdict.passes();
  }

  /**
   * What the deployer refuses may hang on anything: other bundles, a trial, the disk. Another node
   * may have the same file, and bring it first: then it is no news any more.
   */
  private Verdict bring(
      String file, Candidate candidate, List<String> known, Predicate<Candidate> isNews) {
    Deployment deployment;
    int overtaken = 0;
    do {
      fleet.catchUp();
      if (!isNews.test(candidate)) {
        return new Verdict(candidate.sha256(), known, false);
      }
      deployment = fleet.bring(candidate, known);
    } while (deployment.outcome() == Outcome.OVERTAKEN && ++overtaken < MOST_OVERTAKEN);
    if (deployment.outcome() == Outcome.DONE) {
      remove(file, bundle -> !bundle.getSymbolicName().equals(candidate.symbolicName()));
      return new Verdict(candidate.sha256(), List.of(), false);
    }
    if (!Refused.sameReasons(known, deployment.details())) {
      tell(deployment);
    }
    return new Verdict(candidate.sha256(), deployment.details(), true);
  }

  private static Deployment tell(Deployment deployment) {
    if (deployment.outcome() == Outcome.REFUSED) {
      LOG.warn(
          "{} of the drop folder is refused until it or what it hangs on changes: {}",
          deployment.door(),
          String.join("; ", deployment.details()));
    }
    return deployment;
  }

  @Override
  public boolean gone(String file) {
    synchronized (deployer) {
      boolean left = remove(file, bundle -> true);
      if (left) {
        wrong.isLeft(file);
      } else {
        verdicts.remove(file);
        wrong.remove(file);
      }
      return left;
    }
  }

  /** Removes what came from a file. Returns whether some of it is left. */
  private boolean remove(String file, Predicate<Bundle> which) {
    Map<String, List<Bundle>> came =
        fleet.ours().stream()
            .filter(bundle -> Installed.file(bundle).equals(file))
            .filter(which)
            .collect(Collectors.groupingBy(Bundle::getSymbolicName));
    boolean left = false;
    for (List<Bundle> bundles : came.values()) {
      left |= remove(file, bundles).outcome() != Outcome.DONE;
    }
    return left;
  }

  /**
   * Removes versions of a bundle; one that came another way takes over again, if it is kept. If it
   * cannot, and came from a file, it goes too: its file is judged anew.
   */
  private Deployment remove(String file, List<Bundle> bundles) {
    String door = Printable.of(file, 200);
    Optional<Bundle> live =
        Optional.ofNullable(fleet.live(bundles.getFirst().getSymbolicName()))
            .filter(bundles::contains);
    Optional<Bundle> other = live.flatMap(fleet::kept).filter(kept -> !bundles.contains(kept));
    if (live.isPresent()
        && other.isPresent()
        && tell(fleet.swap(door, live.get(), other.get())).outcome() != Outcome.DONE
        && !Installed.file(other.get()).isEmpty()) {
      tell(fleet.uninstall(door, List.of(other.get()), "it cannot take over"));
    }
    return tell(fleet.uninstall(door, bundles, "its file was deleted from the drop folder"));
  }
}
