package supermarket.message.broker;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.util.ByteSequence;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.catalogue.VatRates;

/** Answers as they travel to one gateway in one message. Not thread-safe. */
final class ReplyFrame {

  private static final int SERVER = 1;
  private static final int WAITED_NANOS = 2;
  private static final int PRICED_NANOS = 3;
  private static final int TOTAL = 4;
  private static final int LINES = 5;
  private static final int REASON = 6;
  private static final int DETAIL = 7;
  private static final int PRODUCTS = 8;
  private static final int REVISION = 9;

  private static final int VAT = 10;
  private static final int TAGS = 11;
  private static final int NEXT = 12;
  private static final int PROMOTED = 13;

  private static final int LINE_ITEMS = 8;

  /** So many had a line of the release before, which knew nothing of receipts. */
  private static final int FEWEST_LINE_ITEMS = 6;

  private static final int VAT_ITEMS = 3;

  private final CborWriter out = Frame.writer(1024);

  /**
   * An answer that came out of a message.
   *
   * @param correlation which request it answers
   * @param answer the answer
   */
  record Received(long correlation, Answer answer) {}

  private static final String TOO_LARGE =
      "The answer is too large to be sent; look at the price and the strategies of these products.";

  /**
   * Adds an answer. One that the receiver would refuse for its size becomes a rejection: both have
   * the same bounds.
   */
  void add(long correlation, Answer answer) {
    int before = out.size();
    List<String> misfits = misfits(answer.reply());
    if (misfits.isEmpty()) {
      write(correlation, answer);
      if (out.size() - before <= Frame.MOST_OF_ONE) {
        return;
      }
      out.truncate(before);
    }
    write(
        correlation,
        new Answer(
            new BasketReply.Rejected(Reason.PRODUCT_SERVER_ERROR, TOO_LARGE, misfits),
            answer.server(),
            answer.revision(),
            answer.waitedNanos(),
            answer.pricedNanos()));
  }

  /** The products whose amounts are too large; the total is too large only if they are. */
  private static List<String> misfits(BasketReply reply) {
    if (reply instanceof BasketReply.Tags(List<PriceTag> tags, String next)) {
      return tags.stream().filter(tag -> !Tags.fits(tag)).map(PriceTag::product).toList();
    }
    if (!(reply instanceof BasketReply.Priced priced)) {
      return List.of();
    }
    List<String> misfits = new ArrayList<>(0);
    for (PricedLine line : priced.lines()) {
      if (!Amounts.fits(line.cost()) || !Amounts.fits(line.unitPrice())) {
        misfits.add(line.product());
      }
    }
    if (misfits.isEmpty() && !Amounts.fits(priced.total())) {
      priced.lines().forEach(line -> misfits.add(line.product()));
    }
    return misfits;
  }

  private static int entries(BasketReply reply) {
    return switch (reply) {
      case BasketReply.Priced priced ->
          (priced.vat().isEmpty() ? 7 : 8) + (priced.promoted() == null ? 0 : 1);
      case BasketReply.Rejected rejected -> 8;
      case BasketReply.Tags tags -> 7;
    };
  }

  private void write(long correlation, Answer answer) {
    out.map(entries(answer.reply()));
    out.integer(Frame.CORRELATION);
    out.integer(correlation);
    out.integer(SERVER);
    out.text(answer.server());
    out.integer(REVISION);
    Revisions.write(answer.revision(), out);
    out.integer(WAITED_NANOS);
    out.integer(answer.waitedNanos());
    out.integer(PRICED_NANOS);
    out.integer(answer.pricedNanos());
    switch (answer.reply()) {
      case BasketReply.Priced(
              Money total,
              List<PricedLine> lines,
              List<VatAmount> vat,
              Promoted promoted) -> {
        out.integer(TOTAL);
        Amounts.write(total, out);
        out.integer(LINES);
        out.array(lines.size());
        for (PricedLine line : lines) {
          write(line, total);
        }
        if (!vat.isEmpty()) {
          out.integer(VAT);
          out.array(vat.size());
          vat.forEach(each -> write(each, total));
        }
        if (promoted != null) {
          out.integer(PROMOTED);
          PromotedItems.write(promoted, total, out);
        }
      }
      case BasketReply.Rejected(Reason reason, String detail, List<String> products) -> {
        out.integer(REASON);
        out.text(reason.word());
        out.integer(DETAIL);
        out.text(detail);
        out.integer(PRODUCTS);
        out.array(products.size());
        products.forEach(out::text);
      }
      case BasketReply.Tags(List<PriceTag> tags, String next) -> {
        out.integer(TAGS);
        out.array(tags.size());
        tags.forEach(tag -> Tags.write(tag, out));
        out.integer(NEXT);
        out.text(next);
      }
    }
  }

  private void write(PricedLine line, Money total) {
    boolean isReduced = !line.allocations().isEmpty();
    boolean isScanned = isReduced || !line.scanned().isEmpty();
    out.array(LINE_ITEMS + (isScanned ? 1 : 0) + (isReduced ? 1 : 0));
    out.text(line.product());
    Measures.write(line.quantity(), line.weight(), out);
    Amounts.write(line.unitPrice(), total, out);
    Amounts.write(line.cost(), total, out);
    out.text(line.strategy());
    out.text(line.strategyVersion());
    out.text(line.name());
    out.text(line.vatClass());
    if (isScanned) {
      out.array(line.scanned().size());
      line.scanned().forEach(out::text);
    }
    if (isReduced) {
      PromotedItems.write(line.allocations(), total, out);
    }
  }

  private void write(VatAmount vat, Money total) {
    out.array(VAT_ITEMS);
    out.text(vat.percent().toPlainString());
    Amounts.write(vat.gross(), total, out);
    Amounts.write(vat.tax(), total, out);
  }

  boolean full() {
    return out.size() > Frame.FULL;
  }

  /** The message's content; the frame is of no use afterwards. */
  ByteSequence content() {
    return out.written();
  }

  /**
   * Reads what another node wrote, each reply for itself.
   *
   * @param damaged is told of those that cannot be read
   */
  static List<Received> read(ByteSequence content, Frame.Damaged damaged) throws Unreadable {
    return Frame.all(content, ReplyFrame::reply, damaged);
  }

  private static Received reply(CborReader in) throws Unreadable {
    @Nullable Long correlation = null;
    String server = Answer.NO_SERVER;
    RevisionId revision = RevisionId.NONE;
    long waited = 0;
    long priced = 0;
    @Nullable Money total = null;
    List<PricedLine> lines = List.of();
    @Nullable String reason = null;
    String detail = "";
    List<String> products = List.of();
    List<VatAmount> vat = List.of();
    @Nullable Promoted promoted = null;
    @Nullable List<PriceTag> tags = null;
    String next = "";
    for (int entries = in.map(); entries > 0; entries--) {
      long key = in.integer();
      if (key == Frame.CORRELATION) {
        correlation = in.integer();
      } else if (key == SERVER) {
        server = in.text();
      } else if (key == REVISION) {
        revision = Revisions.read(in);
      } else if (key == WAITED_NANOS) {
        waited = in.integer();
      } else if (key == PRICED_NANOS) {
        priced = in.integer();
      } else if (key == TOTAL) {
        total = Amounts.read(in);
      } else if (key == LINES) {
        lines = lines(in, total);
      } else if (key == VAT) {
        vat = vat(in, total);
      } else if (key == PROMOTED) {
        promoted = PromotedItems.read(in, total);
      } else if (key == REASON) {
        reason = in.text();
      } else if (key == DETAIL) {
        detail = in.text();
      } else if (key == PRODUCTS) {
        products = in.texts();
      } else if (key == TAGS) {
        tags = tags(in);
      } else if (key == NEXT) {
        next = in.text();
      } else {
        in.skip();
      }
    }
    BasketReply reply = null;
    int replies = 0;
    if (total != null) {
      reply = new BasketReply.Priced(total, lines, vat, promoted);
      replies++;
    }
    if (reason != null) {
      reply = new BasketReply.Rejected(reason(reason), detail, products);
      replies++;
    }
    if (tags != null) {
      reply = new BasketReply.Tags(tags, next);
      replies++;
    }
    if (correlation == null || reply == null || replies > 1) {
      throw new Unreadable("a reply lacks something");
    }
    return new Received(correlation, new Answer(reply, server, revision, waited, priced));
  }

  private static List<PriceTag> tags(CborReader in) throws Unreadable {
    int count = in.array();
    List<PriceTag> tags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tags.add(Tags.read(in));
    }
    return tags;
  }

  private static List<PricedLine> lines(CborReader in, @Nullable Money total) throws Unreadable {
    if (total == null) {
      throw new Unreadable("lines before the total");
    }
    int count = in.array();
    List<PricedLine> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int items = in.array();
      if (items < FEWEST_LINE_ITEMS) {
        throw new Unreadable("a line lacks something");
      }
      String product = in.text();
      long measure = in.integer();
      Money unitPrice = Amounts.read(in, total);
      Money cost = Amounts.read(in, total);
      String strategy = in.text();
      String version = in.text();
      boolean isOfReceipt = items >= LINE_ITEMS;
      lines.add(
          new PricedLine(
              product,
              isOfReceipt ? in.text() : "",
              isOfReceipt ? in.text() : "",
              Measures.quantity(measure),
              unitPrice,
              cost,
              strategy,
              version,
              Measures.weight(measure),
              items > LINE_ITEMS ? in.texts() : List.of(),
              items > LINE_ITEMS + 1 ? PromotedItems.allocations(in, total) : List.of()));
      int known = isOfReceipt ? Math.min(items, LINE_ITEMS + 2) : FEWEST_LINE_ITEMS;
      for (int unknown = items - known; unknown > 0; unknown--) {
        in.skip();
      }
    }
    return lines;
  }

  private static List<VatAmount> vat(CborReader in, @Nullable Money total) throws Unreadable {
    if (total == null) {
      throw new Unreadable("taxes before the total");
    }
    int count = in.array();
    List<VatAmount> vat = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int items = in.array();
      if (items < VAT_ITEMS) {
        throw new Unreadable("a tax lacks something");
      }
      vat.add(new VatAmount(percent(in.text()), Amounts.read(in, total), Amounts.read(in, total)));
      for (int unknown = items - VAT_ITEMS; unknown > 0; unknown--) {
        in.skip();
      }
    }
    return vat;
  }

  private static BigDecimal percent(String text) throws Unreadable {
    try {
      return VatRates.percent(text);
    } catch (IllegalArgumentException e) {
      throw new Unreadable("a rate of tax that is none");
    }
  }

  /** A later release may know more reasons; the detail still says which. */
  private static Reason reason(String word) {
    for (Reason reason : REASONS) {
      if (reason.word().equals(word)) {
        return reason;
      }
    }
    return Reason.USER_SERVER_ERROR;
  }

  private static final List<Reason> REASONS = List.of(Reason.values());
}
