package supermarket.basket.user;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.Items;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;

/** Baskets to be priced. */
final class Baskets {

  static final UserId ANN = new UserId("sp1", "ann");
  static final UserId BOB = new UserId("sp1", "bob");

  /** A deadline that does not pass. */
  static final long FAR = Long.MAX_VALUE / 2;

  private Baskets() {}

  /** A basket whose deadline never passes. */
  static BasketRequest of(String id, String... products) {
    return of(id, FAR, products);
  }

  static BasketRequest of(String id, long deadline, String... products) {
    return of(id, deadline, Arrays.stream(products).map(product -> new Item(product, 1)).toList());
  }

  static BasketRequest of(String id, long deadline, List<Item> scanned) {
    Items items = new Items();
    for (Item item : scanned) {
      Weight weight = item.weight();
      if (weight == null) {
        items.add(item.product(), item.quantity());
      } else {
        items.add(item.product(), weight);
      }
    }
    return new BasketRequest(id, ANN, items.grouped(), new Deadline(deadline));
  }

  /** A basket on its way, and its answer once there is one. */
  static final class Sent {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    final BasketCall call;

    Sent(BasketRequest request) {
      call = new BasketCall(request, this::answer);
    }

    private void answer(Answer given) {
      if (!answer.complete(given)) {
        throw new AssertionError(call.request().id() + " is answered twice");
      }
    }

    boolean isAnswered() {
      return answer.isDone();
    }

    /** Waits for the answer. */
    Answer answer() throws InterruptedException, ExecutionException, TimeoutException {
      return answer.get(30, TimeUnit.SECONDS);
    }

    /** Waits for the answer; null if the basket was priced. */
    Reason rejection() throws InterruptedException, ExecutionException, TimeoutException {
      return switch (answer().reply()) {
        case BasketReply.Priced _ -> null;
        case BasketReply.Rejected rejected -> rejected.reason();
        case BasketReply.Tags _ -> throw new AssertionError("nothing was looked up");
      };
    }
  }
}
