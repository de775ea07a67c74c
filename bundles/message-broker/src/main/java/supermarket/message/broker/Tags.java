package supermarket.message.broker;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PriceTag.Later;
import supermarket.basket.api.PriceTag.Price;
import supermarket.basket.api.SoldBy;

/** Price tags on the wire: arrays, to which a later release may add at the end. */
final class Tags {

  private static final int TAG_ITEMS = 8;
  private static final int LATER_ITEMS = 2;

  /** Without the unit price, which need not be there. */
  private static final int PRICE_ITEMS = 3;

  private Tags() {}

  /** Whether whoever receives it will take it. */
  static boolean fits(PriceTag tag) {
    return Stream.concat(Stream.of(tag.now()), tag.later().stream().map(Later::price))
        .map(Price::unitPrice)
        .allMatch(amount -> amount == null || Amounts.fits(amount));
  }

  static void write(PriceTag tag, CborWriter out) {
    out.array(TAG_ITEMS);
    out.text(tag.product());
    out.text(tag.name());
    out.text(tag.soldBy().word());
    out.text(tag.vatClass());
    out.text(tag.deposit());
    out.array(tag.gtins().size());
    tag.gtins().forEach(out::text);
    write(tag.now(), out);
    out.array(tag.later().size());
    for (Later later : tag.later()) {
      out.array(LATER_ITEMS);
      out.text(later.from().toString());
      write(later.price(), out);
    }
  }

  private static void write(Price price, CborWriter out) {
    Money unitPrice = price.unitPrice();
    out.array(unitPrice == null ? PRICE_ITEMS : PRICE_ITEMS + 1);
    out.text(price.strategy());
    out.text(price.words());
    out.text(price.flaw());
    if (unitPrice != null) {
      Amounts.write(unitPrice, out);
    }
  }

  static PriceTag read(CborReader in) throws Unreadable {
    int items = items(in, TAG_ITEMS);
    String product = in.text();
    String name = in.text();
    SoldBy soldBy = soldBy(in.text());
    String vatClass = in.text();
    String deposit = in.text();
    List<String> gtins = in.texts();
    Price now = price(in);
    int count = in.array();
    List<Later> later = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int itemsOfOne = items(in, LATER_ITEMS);
      later.add(new Later(time(in.text()), price(in)));
      skip(in, itemsOfOne - LATER_ITEMS);
    }
    skip(in, items - TAG_ITEMS);
    return new PriceTag(product, name, soldBy, vatClass, deposit, gtins, now, later);
  }

  private static Price price(CborReader in) throws Unreadable {
    int items = items(in, PRICE_ITEMS);
    String strategy = in.text();
    String words = in.text();
    String flaw = in.text();
    @Nullable Money unitPrice = items > PRICE_ITEMS ? Amounts.read(in) : null;
    skip(in, items - PRICE_ITEMS - 1);
    return new Price(unitPrice, strategy, words, flaw);
  }

  private static int items(CborReader in, int fewest) throws Unreadable {
    int items = in.array();
    if (items < fewest) {
      throw new Unreadable("a price tag lacks something");
    }
    return items;
  }

  private static void skip(CborReader in, int items) throws Unreadable {
    for (int unknown = items; unknown > 0; unknown--) {
      in.skip();
    }
  }

  private static SoldBy soldBy(String word) throws Unreadable {
    try {
      return SoldBy.of(word);
    } catch (IllegalArgumentException e) {
      throw new Unreadable("a product that is sold in an unknown way");
    }
  }

  private static OffsetDateTime time(String text) throws Unreadable {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new Unreadable("a time that is none");
    }
  }
}
