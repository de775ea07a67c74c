package supermarket.product.manager.edition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Catalogue.EditionStatus;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.promotion.EditionPromotions;

/**
 * The newest edition: one pointer that is swapped.
 *
 * <p>Thread safety: {@code pin} may be called by any thread and takes no lock; everything else is
 * called by the product manager under its lock, but for {@link #awaitOver}, which must not be.
 */
public final class Newest {

  /** So many baskets may wait for a successor; more are answered as things stand. */
  private static final int MOST_WAITING = 1_000;

  /** A node does what the chain agreed on within milliseconds, or stands by after this. */
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private volatile PinnableEdition newest =
      new PinnableEdition(
          0,
          RevisionId.NONE,
          Agreed.NONE,
          Rows.NONE,
          Map.of(),
          new IdentityHashMap<>(),
          EditionPromotions.NONE,
          Set.of());
  private List<PinnableEdition> superseded = new ArrayList<>();

  /** Without leaving it: it may be over when somebody looks at it. */
  PinnableEdition edition() {
    return newest;
  }

  /** Another one is the newest from now on. */
  void becomes(PinnableEdition next) {
    PinnableEdition before = newest;
    newest = next;
    before.supersede();
    superseded.add(before);
    superseded.removeIf(PinnableEdition::isOver);
  }

  /** The newest edition, pinned. */
  public PinnableEdition pin() {
    PinnableEdition edition = newest;
    while (!edition.tryPin()) {
      edition = newest; // it was superseded, and over, between the read and the pin
    }
    return edition;
  }

  /**
   * The newest edition, pinned; waits while one of these products awaits the successor of its
   * strategy, or the chain's revision is wanted and not there, but not beyond the given moment
   * (nanoTime).
   */
  public PinnableEdition pin(Collection<String> products, RevisionId wanted, long until)
      throws InterruptedException {
    PinnableEdition edition = pin();
    if (edition.revision().isBefore(wanted)) {
      until = Math.min(until, System.nanoTime() + CATCH_UP_NANOS);
    }
    while ((edition.awaitsAny(products) || edition.revision().isBefore(wanted))
        && waiting.tryAcquire()) {
      edition.close(); // who waits for a strategy to come holds none that is to go
      boolean newer;
      try {
        newer = edition.awaitSuperseded(until - System.nanoTime());
      } finally {
        waiting.release();
      }
      edition = pin();
      if (!newer) {
        break;
      }
    }
    return edition;
  }

  /** The editions that are not the newest any more and still leased. */
  public List<PinnableEdition> superseded() {
    return List.copyOf(superseded);
  }

  /** How they stand. */
  public EditionStatus status() {
    PinnableEdition edition = newest;
    List<PinnableEdition> held = superseded.stream().filter(each -> !each.isOver()).toList();
    long leases = held.stream().mapToLong(PinnableEdition::leases).sum();
    return new EditionStatus(
        edition.number(),
        edition.revision(),
        held.size(),
        leases + Math.max(0, edition.leases() - 1)); // one is the price book's own
  }

  /** Waits until the leases of these editions have ended; answers how many have not in time. */
  public static int awaitOver(List<PinnableEdition> editions, long nanos)
      throws InterruptedException {
    long end = System.nanoTime() + nanos;
    int left = 0;
    for (PinnableEdition edition : editions) {
      if (!edition.awaitOver(end - System.nanoTime())) {
        left++;
      }
    }
    return left;
  }
}
