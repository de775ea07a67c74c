package supermarket.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.library.shelf.RevisionText;

/**
 * What was in force with each revision: of the offers, what the operator had done by then; of the
 * kind's bundle, what the shelf says.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
final class OfferHistory {

  private final Path revisions;
  private final Map<Long, InForce> byRevision = new HashMap<>();
  private long newest;

  /**
   * What is in force.
   *
   * @param offers by number
   * @param dearer the cents that the version of {@link Offer#DEARER_KIND} adds to its price
   */
  record InForce(Map<Integer, Offer> offers, int dearer) {}

  /** Begins with the shelf of a runtime without offers; its folder of revisions is given. */
  OfferHistory(Path revisions) throws IOException {
    this.revisions = revisions;
    while (read(Map.of()) != null) {
      // Each is one more.
    }
  }

  /**
   * Reads the one revision that a change has made.
   *
   * @param what was changed: the id of a promotion, or a symbolic name
   * @param offers that are in force with it
   */
  synchronized void changed(String what, Map<Integer, Offer> offers) throws IOException {
    String bundle = read(Map.copyOf(offers));
    if (!what.equals(bundle)) {
      throw new IOException("revision " + newest + " should be of " + what + ", not " + bundle);
    }
  }

  /** Reads the next revision, if there is one, and tells what it changed. */
  private @Nullable String read(Map<Integer, Offer> offers) throws IOException {
    Path file = revisions.resolve("%012d.json".formatted(newest + 1));
    if (!Files.exists(file)) {
      return null;
    }
    Revision revision = RevisionText.readRevision(Files.readAllBytes(file));
    newest++;
    if (revision.phase() == Revision.Phase.IN_FORCE) {
      byRevision.put(newest, new InForce(offers, dearer(revision)));
    }
    return revision.deployment().bundle();
  }

  private static int dearer(Revision revision) {
    DeployedVersion live =
        DeployedBundle.orNothing(revision.bundles().get(DearerKind.BUNDLE)).live();
    return live == null ? 0 : DearerKind.cents(live.version());
  }

  /** What was in force with a revision; null if it is not known. */
  synchronized @Nullable InForce at(long revision) {
    return byRevision.get(revision);
  }
}
