package supermarket.product.manager.edition;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PriceTag.Later;
import supermarket.basket.api.PriceTag.Price;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Gtin;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/** Makes what shelf labels say. */
final class Tags {

  private static final int LONGEST_FLAW = 200;

  private Tags() {}

  /** Returns the tag of a code that has no product: its entry is wrong. */
  static PriceTag flawed(String code, String flaw) {
    return new PriceTag(
        code, "", SoldBy.PIECE, "", "", List.of(), Price.none(cut(flaw)), List.of());
  }

  /**
   * Returns the tag of a product.
   *
   * @param times when something else may hold than before, in order
   * @param offers what there is at a time
   * @param now on the clock of the store
   * @param begins when a time begins
   */
  static PriceTag of(
      Product product,
      List<LocalDateTime> times,
      Function<LocalDateTime, Offer> offers,
      LocalDateTime now,
      Function<LocalDateTime, OffsetDateTime> begins) {
    Price present = price(offers.apply(now));
    return new PriceTag(
        product.code(),
        product.name(),
        product.soldBy(),
        product.vatClass(),
        product.deposit(),
        product.scanCodes().gtins().stream().map(Gtin::text).toList(),
        present,
        later(present, times.stream().filter(time -> time.isAfter(now)).toList(), offers, begins));
  }

  private static List<Later> later(
      Price present,
      List<LocalDateTime> times,
      Function<LocalDateTime, Offer> offers,
      Function<LocalDateTime, OffsetDateTime> begins) {
    List<Later> later = new ArrayList<>();
    Price before = present;
    for (int i = 0; i < times.size() && later.size() < PriceTag.MOST_LATER; i++) {
      OffsetDateTime begin = begins.apply(times.get(i));
      // In the hour that is left out in spring several begin, and the last of them holds.
      boolean isLast = i + 1 == times.size() || !begin.equals(begins.apply(times.get(i + 1)));
      Price then = price(offers.apply(times.get(i)));
      if (isLast && !then.equals(before)) {
        later.add(new Later(begin, then));
        before = then;
      }
    }
    return later;
  }

  private static Price price(Offer offer) {
    return switch (offer) {
      case Offer.Available available ->
          new Price(available.unitPrice(), available.strategy().name(), available.words(), "");
      case Offer.Unavailable(String why) -> Price.none(cut(why));
    };
  }

  /** A page has many, and must fit into a message. */
  private static String cut(String why) {
    return why.length() <= LONGEST_FLAW ? why : why.substring(0, LONGEST_FLAW) + "...";
  }
}
