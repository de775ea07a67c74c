package supermarket.message.broker;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.Promoted;

/**
 * What promotions did, on the wire: arrays, to which a later release may add at the end. Amounts
 * are in the currency of the total.
 */
final class PromotedItems {

  private static final int ITEMS = 3;
  private static final int APPLIED_ITEMS = 7;
  private static final int PIECES_ITEMS = 4;
  private static final int EXPLAINED_ITEMS = 4;

  private PromotedItems() {}

  static void write(List<Allocation> allocations, Money total, CborWriter out) {
    out.array(2 * allocations.size());
    for (Allocation each : allocations) {
      out.text(each.promotion());
      Amounts.write(each.off(), total, out);
    }
  }

  static List<Allocation> allocations(CborReader in, Money total) throws Unreadable {
    int count = groups(in.array(), 2);
    List<Allocation> allocations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      allocations.add(new Allocation(in.text(), Amounts.read(in, total)));
    }
    return allocations;
  }

  static void write(Promoted promoted, Money total, CborWriter out) {
    Money gap = promoted.gap();
    out.array(gap == null ? ITEMS : ITEMS + 1);
    out.integer(promoted.proven() ? 1 : 0);
    out.array(promoted.applied().size());
    promoted.applied().forEach(each -> write(each, total, out));
    out.array(promoted.explained().size());
    promoted.explained().forEach(each -> write(each, total, out));
    if (gap != null) {
      Amounts.write(gap, total, out);
    }
  }

  private static void write(AppliedPromotion applied, Money total, CborWriter out) {
    out.array(APPLIED_ITEMS);
    out.text(applied.id());
    out.text(applied.name());
    out.text(applied.kind());
    out.text(applied.kindVersion());
    out.integer(applied.times());
    Amounts.write(applied.saving(), total, out);
    out.array(PIECES_ITEMS * applied.pieces().size());
    for (AppliedPromotion.Pieces pieces : applied.pieces()) {
      out.text(pieces.product());
      out.text(pieces.role());
      out.integer(pieces.paid());
      out.integer(pieces.given());
    }
  }

  private static void write(ExplainedPromotion explained, Money total, CborWriter out) {
    Money amount = explained.amount();
    out.array(amount == null ? EXPLAINED_ITEMS : EXPLAINED_ITEMS + 1);
    out.text(explained.id());
    out.text(explained.outcome().name());
    out.text(explained.detail());
    out.integer(explained.pieces());
    if (amount != null) {
      Amounts.write(amount, total, out);
    }
  }

  static Promoted read(CborReader in, @Nullable Money total) throws Unreadable {
    if (total == null) {
      throw new Unreadable("promotions before the total");
    }
    int items = atLeast(in.array(), ITEMS);
    boolean proven = in.integer() != 0;
    int applied = in.array();
    List<AppliedPromotion> all = new ArrayList<>(applied);
    for (int i = 0; i < applied; i++) {
      all.add(applied(in, total));
    }
    int explained = in.array();
    List<ExplainedPromotion> why = new ArrayList<>(explained);
    for (int i = 0; i < explained; i++) {
      why.add(explained(in, total));
    }
    @Nullable Money gap = items > ITEMS ? Amounts.read(in, total) : null;
    skip(in, items - ITEMS - 1);
    return new Promoted(all, proven, gap, why);
  }

  private static AppliedPromotion applied(CborReader in, Money total) throws Unreadable {
    int items = atLeast(in.array(), APPLIED_ITEMS);
    String id = in.text();
    String name = in.text();
    String kind = in.text();
    String version = in.text();
    long times = in.integer();
    Money saving = Amounts.read(in, total);
    int count = groups(in.array(), PIECES_ITEMS);
    List<AppliedPromotion.Pieces> pieces = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pieces.add(new AppliedPromotion.Pieces(in.text(), in.text(), in.integer(), in.integer()));
    }
    skip(in, items - APPLIED_ITEMS);
    return new AppliedPromotion(id, name, kind, version, times, saving, pieces);
  }

  private static ExplainedPromotion explained(CborReader in, Money total) throws Unreadable {
    int items = atLeast(in.array(), EXPLAINED_ITEMS);
    String id = in.text();
    Outcome outcome = outcome(in.text());
    String detail = in.text();
    long pieces = in.integer();
    @Nullable Money amount = items > EXPLAINED_ITEMS ? Amounts.read(in, total) : null;
    skip(in, items - EXPLAINED_ITEMS - 1);
    return new ExplainedPromotion(id, outcome, detail, pieces, amount);
  }

  /** A later release may know more; the detail still says which. */
  private static Outcome outcome(String word) {
    for (Outcome each : Outcome.values()) {
      if (each.name().equals(word)) {
        return each;
      }
    }
    return Outcome.NO_SAVING;
  }

  private static int atLeast(int items, int fewest) throws Unreadable {
    if (items < fewest) {
      throw new Unreadable("a promotion lacks something");
    }
    return items;
  }

  private static int groups(int items, int size) throws Unreadable {
    if (items % size != 0) {
      throw new Unreadable("what a promotion took lacks something");
    }
    return items / size;
  }

  private static void skip(CborReader in, int items) throws Unreadable {
    for (int unknown = items; unknown > 0; unknown--) {
      in.skip();
    }
  }
}
