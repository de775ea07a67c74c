package supermarket.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;

/**
 * Finds out whether baskets are priced, by an empty one that goes all the way to a user worker and
 * back. One is under way at a time, and all who ask share what comes of it, also those who ask
 * shortly afterwards: a thousand who ask cost no more than one.
 *
 * <p>Thread-safe: guarded by its monitor; answers are given outside of it.
 */
final class Readiness {

  static final Duration DEADLINE = Duration.ofSeconds(1);

  /** For how long an answer is given to others, too. */
  private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();

  /** An answer that has not come by then never comes. */
  private static final long LOST_NANOS = Duration.ofMillis(1_500).toNanos();

  /** Nobody whom a store can name: its ids are not empty, so no client is in this user's way. */
  private static final UserId NOBODY = new UserId("", "");

  private final Load load;
  private final List<Consumer<Answer>> waiting = new ArrayList<>();
  private boolean underWay;
  private long since;
  private @Nullable Answer last;

  Readiness(Load load) {
    this.load = load;
  }

  /** Gives an answer soon, or at once; on any thread. */
  void ask(Lane lane, String id, Consumer<Answer> asker) {
    long now = System.nanoTime();
    Answer known = null;
    boolean first = false;
    synchronized (this) {
      if (!underWay && last != null && now - since < FRESH_NANOS) {
        known = last;
      } else {
        waiting.add(asker);
        first = !underWay || now - since > LOST_NANOS;
        if (first) {
          underWay = true;
          since = now;
        }
      }
    }
    if (known != null) {
      asker.accept(known);
    } else if (first) {
      lane.price(
          new BasketRequest(id, NOBODY, List.of(), Deadline.after(DEADLINE, now)), this::came);
    }
  }

  private void came(Answer answer) {
    List<Consumer<Answer>> askers;
    synchronized (this) {
      underWay = false;
      since = System.nanoTime();
      last = answer;
      askers = List.copyOf(waiting);
      waiting.clear();
    }
    askers.forEach(asker -> asker.accept(answer));
  }

  /**
   * Why baskets cannot be priced, by that answer; null if they can. Where a basket has just been
   * priced, one that was refused or late says only that there is much to do.
   */
  @Nullable String fault(Answer answer) {
    return switch (answer.reply()) {
      case Priced priced -> null;
      case Tags tags -> null;
      case Rejected(Reason reason, String detail, List<String> products) ->
          isOfNobody(reason) || (isBusyness(reason) && load.hasPricedWithin(DEADLINE))
              ? null
              : reason.word() + ": " + detail;
    };
  }

  /** An edition has answered: nobody has no store, and baskets of unknown stores are refused. */
  private static boolean isOfNobody(Reason reason) {
    return reason == Reason.STORE_NOT_FOUND;
  }

  private static boolean isBusyness(Reason reason) {
    return reason == Reason.OVERLOADED || reason == Reason.TIMEOUT;
  }
}
