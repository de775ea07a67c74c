package supermarket.basket.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Scan;

/** Looks prices up. */
final class LookUps {

  private LookUps() {}

  /** Returns what an edition has for a look-up. */
  static BasketReply reply(LookUp lookUp, Quotes quotes) {
    return switch (lookUp) {
      case LookUp.One(String scanned) -> one(scanned, quotes);
      case LookUp.Page(String after) -> page(after, quotes);
    };
  }

  /** Returns the codes of what is looked up, as far as they are known before. */
  static List<String> products(
      BasketRequest request, LookUp lookUp, PriceBook priceBook, Instant at)
      throws InterruptedException {
    return switch (lookUp) {
      case LookUp.One(String scanned) -> List.of(scanned);
      case LookUp.Page(String after) -> {
        try (Edition edition = priceBook.pin(List.of(), RevisionId.NONE, System.nanoTime())) {
          yield edition
              .quotes(request.owner(), at)
              .map(quotes -> quotes.codes(after, LookUp.Page.MOST))
              .orElse(List.of());
        }
      }
    };
  }

  private static BasketReply one(String scanned, Quotes quotes) {
    return switch (quotes.scan(scanned)) {
      case Scan.Found(String product) -> of(product, quotes.tag(product));
      case Scan.Weighed weighed -> of(weighed.product(), quotes.tag(weighed.product()));
      case Scan.Labelled labelled -> of(labelled.product(), quotes.tag(labelled.product()));
      case Scan.Misread(String why) ->
          new BasketReply.Rejected(Reason.MISREAD, why, List.of(scanned));
    };
  }

  private static BasketReply of(String product, @Nullable PriceTag tag) {
    if (tag == null) {
      return new BasketReply.Rejected(
          Reason.PRODUCT_NOT_FOUND,
          "the catalogue has no product '" + product + "'",
          List.of(product));
    }
    return tag.now().unitPrice() == null
        ? new BasketReply.Rejected(
            Reason.STRATEGY_NOT_FOUND, tag.now().flaw(), List.of(tag.product()))
        : new BasketReply.Tags(List.of(tag), "");
  }

  private static BasketReply page(String after, Quotes quotes) {
    List<String> codes = quotes.codes(after, LookUp.Page.MOST + 1);
    boolean isLast = codes.size() <= LookUp.Page.MOST;
    List<PriceTag> tags = new ArrayList<>(codes.size());
    for (String code : isLast ? codes : codes.subList(0, LookUp.Page.MOST)) {
      PriceTag tag = quotes.tag(code);
      if (tag != null) {
        tags.add(tag);
      }
    }
    return new BasketReply.Tags(tags, isLast ? "" : codes.get(LookUp.Page.MOST - 1));
  }
}
