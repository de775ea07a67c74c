package supermarket.basket.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.Items;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Scan;

/**
 * The items of a basket by product: what was scanned may be a code, a GTIN or a label.
 *
 * @param items one for each product, and one for each piece that was weighed or has a label
 * @param products the product of each; null if it is not known
 * @param codes what was scanned, for each of them; empty if that is the product's code
 * @param failures what cannot be made out
 */
record Scanned(
    List<Item> items,
    List<@Nullable Product> products,
    List<List<String>> codes,
    List<LineResult.Failed> failures) {

  /** So many pieces of a basket may have labels: each is a line. */
  private static final int MOST_LABELS = 1_000;

  /** Returns those of a request. */
  static Scanned of(List<Item> items, Quotes quotes) {
    List<@Nullable Product> products = products(items, quotes);
    return products.contains(null)
        ? new Reading(quotes).read(items)
        : new Scanned(items, products, List.of(), List.of());
  }

  private static List<@Nullable Product> products(List<Item> items, Quotes quotes) {
    List<@Nullable Product> products = new ArrayList<>(items.size());
    for (Item item : items) {
      products.add(quotes.product(item.product()));
    }
    return products;
  }

  /** Returns the request with these items. */
  BasketRequest of(BasketRequest request) {
    return codes.isEmpty() ? request : request.with(items);
  }

  /** Returns a line with what a receipt says of the item that it is of. */
  PricedLine onReceipt(PricedLine line, int item) {
    Product product = products.get(item);
    return product == null
        ? line.of(codes(item))
        : line.onReceipt(product.name(), product.vatClass(), codes(item));
  }

  /** Returns what was scanned for an item; empty if that is the code of its product. */
  private List<String> codes(int item) {
    return codes.isEmpty() ? List.of() : codes.get(item);
  }

  /** Makes out what each item is. */
  private static final class Reading {

    private final Quotes quotes;
    private final Items items = new Items();
    private final List<List<String>> codes = new ArrayList<>();

    /** Where the pieces of a product are. */
    private final Map<String, Integer> places = new HashMap<>();

    private final List<LineResult.Failed> failures = new ArrayList<>(0);
    private int labels;

    Reading(Quotes quotes) {
      this.quotes = quotes;
    }

    Scanned read(List<Item> scanned) {
      for (Item each : scanned) {
        read(each);
      }
      List<Item> grouped = items.grouped();
      for (int i = 0; i < grouped.size(); i++) {
        if (codes.get(i).equals(List.of(grouped.get(i).product()))) {
          codes.set(i, List.of());
        }
      }
      return new Scanned(grouped, products(grouped, quotes), codes, failures);
    }

    private void read(Item item) {
      switch (quotes.scan(item.product())) {
        case Scan.Found(String product) when item.weight() != null ->
            one(item, new Item(product, 1, item.weight()));
        case Scan.Found(String product) -> counted(item, product);
        case Scan.Weighed weighed -> label(item, new Item(weighed.product(), 1, weighed.weight()));
        case Scan.Labelled labelled ->
            label(item, new Item(labelled.product(), 1, null, labelled.price()));
        case Scan.Misread(String why) -> fails(item, Reason.MISREAD, why);
      }
    }

    private void counted(Item item, String product) {
      try {
        items.add(product, item.quantity());
      } catch (ArithmeticException tooMany) {
        fails(item, Reason.TOO_LARGE, "the quantity of product '" + product + "' is too large");
        return;
      }
      Integer place = places.putIfAbsent(product, codes.size());
      if (place == null) {
        codes.add(new ArrayList<>(List.of(item.product())));
      } else {
        codes.get(place).add(item.product());
      }
    }

    /** A piece for each: two labels with the same digits are two pieces. */
    private void label(Item item, Item piece) {
      if (item.weight() != null) {
        fails(item, Reason.WRONG_MEASURE, "a label says itself what its piece weighs or costs");
      } else if (item.quantity() > MOST_LABELS - labels) {
        fails(item, Reason.TOO_LARGE, "a basket has at most " + MOST_LABELS + " labels");
      } else {
        labels += (int) item.quantity();
        for (long each = 0; each < item.quantity(); each++) {
          one(item, piece);
        }
      }
    }

    private void one(Item item, Item piece) {
      items.add(piece);
      codes.add(List.of(item.product()));
    }

    private void fails(Item item, Reason reason, String why) {
      failures.add(new LineResult.Failed(item.product(), reason, why));
    }
  }
}
