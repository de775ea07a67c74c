package supermarket.message.broker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;

/**
 * The newest revision that users were priced with, by partition: no user of it is to go back to an
 * older one when the partition comes to another basket server. Bounded, since there are so many
 * partitions and no more.
 *
 * <p>Thread-safe, without a lock.
 */
final class Floors {

  /**
   * What nobody has priced with for so long is let go. Else a chain that lost its newest revisions,
   * by a backup that was brought back, say, would price nothing until the gateways are restarted.
   */
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Noted no more often than this, so that a partition that is busy costs nothing. */
  private static final long NOTED_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Floor(RevisionId revision, long confirmed) {}

  private final AtomicReferenceArray<@Nullable Floor> floors =
      new AtomicReferenceArray<>(Assignment.PARTITIONS);

  /** A user of a partition was priced with a revision. */
  void confirm(int partition, RevisionId revision, long now) {
    if (revision.equals(RevisionId.NONE)) {
      return;
    }
    Floor floor = floors.get(partition);
    while (floor == null || isNews(floor, revision, now)) {
      if (floors.compareAndSet(partition, floor, new Floor(revision, now))) {
        return;
      }
      floor = floors.get(partition);
    }
  }

  private static boolean isNews(Floor floor, RevisionId revision, long now) {
    long age = now - floor.confirmed();
    return revision.isBefore(floor.revision())
        ? age > KEPT_NANOS
        : age > NOTED_NANOS || !revision.equals(floor.revision());
  }

  /** Returns the oldest revision that users of a partition may be priced with. */
  RevisionId of(int partition, long now) {
    Floor floor = floors.get(partition);
    return floor == null || now - floor.confirmed() > KEPT_NANOS
        ? RevisionId.NONE
        : floor.revision();
  }
}
