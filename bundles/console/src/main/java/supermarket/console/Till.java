package supermarket.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Items;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.AnsweredBasket;

/**
 * Prices a basket that somebody puts together on the page, over the way of a store's. It is
 * remembered like one, so it is explained like one.
 *
 * <p>Thread safety: any thread.
 */
final class Till {

  private static final int MOST_ITEMS = 100;
  private static final int LONGEST = 128;

  /** So many bytes of a body are read. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final String TOO_MANY = "a basket has 1 to " + MOST_ITEMS + " items here";
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private record Wanted(String store, Items items, int count) {}

  private final Node node;

  Till(Node node) {
    this.node = node;
  }

  /** Prices one; the reply names the request by which it is explained. */
  HttpReply price(HttpRequest request) throws IOException, InterruptedException {
    if (!request.header("Content-Type").equals(HttpReply.JSON)) {
      return Replies.refused(415, "the Content-Type must be application/json");
    }
    Wanted wanted;
    try {
      wanted = read(request);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Replies.refused(400, String.valueOf(e.getMessage()));
    }
    BasketBroker broker = node.broker().orElse(null);
    if (broker == null) {
      return Replies.refused(503, "the message broker is not running on this node");
    }
    String id = "console-" + UUID.randomUUID();
    UserId owner = new UserId(wanted.store(), id);
    long start = System.nanoTime();
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    broker.price(
        List.of(
            new BasketCall(
                new BasketRequest(
                        id, owner, wanted.items().grouped(), Deadline.after(DEADLINE, start))
                    .with(
                        new BasketFacts(
                            Instant.now().truncatedTo(ChronoUnit.MILLIS), false, Set.of(), false)),
                answered::complete)));
    try {
      Answer answer = answered.get(DEADLINE.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
      AnsweredBasket basket = answered(id, owner, wanted.count(), answer, start);
      node.records().ifPresent(each -> each.remember(basket));
      return Replies.json(200, Json.object(json -> json.writeStringField("request_id", id)));
    } catch (TimeoutException e) {
      return Replies.refused(503, "no answer came: was the message broker stopped?");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it with an exception", e);
    }
  }

  private static AnsweredBasket answered(
      String id, UserId owner, int items, Answer answer, long start) {
    Priced priced = answer.reply() instanceof Priced reply ? reply : null;
    Rejected rejected = answer.reply() instanceof Rejected reply ? reply : null;
    return new AnsweredBasket(
        id,
        owner,
        items,
        rejected == null ? AnsweredBasket.PRICED : rejected.reason().word(),
        rejected == null ? "" : rejected.detail(),
        priced == null ? null : priced.total(),
        answer.server(),
        answer.revision(),
        true,
        priced == null ? 500 : 200,
        System.nanoTime() - start,
        0,
        answer.waitedNanos(),
        answer.pricedNanos(),
        null,
        priced);
  }

  /** Reads {@code {"store": …, "items": [{"product": …, "quantity": …}]}}, where all is text. */
  private static Wanted read(HttpRequest request) throws IOException {
    String store = "";
    Items items = new Items();
    int count = 0;
    byte[] body = request.body().readNBytes(MOST_BYTES + 1);
    check(body.length <= MOST_BYTES, "a basket has at most " + MOST_BYTES + " bytes here");
    try (JsonParser json = Json.FACTORY.createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (name.equals("store")) {
          expect(json.nextToken() == JsonToken.VALUE_STRING);
          store = json.getText();
        } else {
          expect(name.equals("items") && json.nextToken() == JsonToken.START_ARRAY);
          while (json.nextToken() == JsonToken.START_OBJECT) {
            check(count < MOST_ITEMS, TOO_MANY);
            item(json, items);
            count++;
          }
          expect(json.currentToken() == JsonToken.END_ARRAY);
        }
      }
    }
    check(!store.isBlank() && store.length() <= LONGEST, "the store has 1 to 128 characters");
    check(count >= 1, TOO_MANY);
    return new Wanted(store, items, count);
  }

  private static void item(JsonParser json, Items items) throws IOException {
    String product = "";
    String amount = "1";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken() == JsonToken.VALUE_STRING);
      switch (name) {
        case "product" -> product = json.getText();
        case "quantity" -> amount = json.getText();
        default -> expect(false);
      }
    }
    check(!product.isBlank() && product.length() <= LONGEST, "a code has 1 to 128 characters");
    if (amount.endsWith("kg")) {
      items.add(product, Weight.ofKilograms(amount.substring(0, amount.length() - 2).strip()));
    } else {
      items.add(product, quantity(amount));
    }
  }

  private static long quantity(String text) {
    try {
      long quantity = Long.parseLong(text);
      check(quantity >= 1, "a quantity is at least 1");
      return quantity;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a quantity is a whole number, or a weight such as 0.345kg", e);
    }
  }

  private static void expect(boolean holds) {
    check(holds, "the basket is not what the page sends");
  }

  private static void check(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }
}
