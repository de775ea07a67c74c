package supermarket.basket.api;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What became of a basket: priced, or rejected with a reason; or of a look-up. Failures of a
 * plug-in are values, not exceptions.
 */
public sealed interface BasketReply {

  /**
   * The basket has a price.
   *
   * @param total the sum of the lines' costs; zero in the catalogue's currency for an empty basket
   * @param lines in order of first appearance; then the deposits, in that order too
   * @param vat what of the total is tax, by ascending rate; the gross amounts add up to the total.
   *     Empty if the chain says nothing of tax, and for an empty basket
   * @param promoted what promotions did; null if the chain has none
   */
  record Priced(
      Money total, List<PricedLine> lines, List<VatAmount> vat, @Nullable Promoted promoted)
      implements BasketReply {
    /** Takes unmodifiable copies of the lists. */
    public Priced {
      lines = List.copyOf(lines);
      vat = List.copyOf(vat);
    }

    /** A basket of a chain without promotions. */
    public Priced(Money total, List<PricedLine> lines, List<VatAmount> vat) {
      this(total, lines, vat, null);
    }

    /** A basket of which nothing is said of tax. */
    public Priced(Money total, List<PricedLine> lines) {
      this(total, lines, List.of(), null);
    }
  }

  /**
   * What was looked up.
   *
   * @param tags one, or those of a page
   * @param next the code of the last of a page if more come after it, or else empty
   */
  record Tags(List<PriceTag> tags, String next) implements BasketReply {
    /** Takes an unmodifiable copy of the list. */
    public Tags {
      tags = List.copyOf(tags);
    }
  }

  /**
   * The basket has no price.
   *
   * @param reason why
   * @param detail one sentence for people: what, where, what to do; no stack trace. May hold
   *     product codes as the client wrote them, so it is escaped where it is shown.
   * @param products the products it is about, if any
   */
  record Rejected(Reason reason, String detail, List<String> products) implements BasketReply {
    /** Takes an unmodifiable copy of the products. */
    public Rejected {
      products = List.copyOf(products);
    }

    /** A rejection that is about no product in particular. */
    public Rejected(Reason reason, String detail) {
      this(reason, detail, List.of());
    }
  }
}
