package supermarket.message.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.UserId;
import supermarket.basket.api.promotion.PromotionCode;

/** Requests to one basket server as they travel in one message. Not thread-safe. */
final class RequestFrame {

  private static final int ID = 1;
  private static final int SUPERMARKET = 2;
  private static final int USER = 3;
  private static final int REMAINING_MILLIS = 4;
  private static final int ITEMS = 5;
  private static final int REVISION = 6;

  /** A release that does not know it prices the basket, which is empty. */
  private static final int LOOK_UP = 7;

  /** A release that does not know it prices without promotions, at the time of its own clock. */
  private static final int FACTS = 8;

  /** A release that does not know it prices the basket, and makes no spans in its trace. */
  private static final int TRACE = 9;

  private static final int FACTS_ITEMS = 4;
  private static final int NO_INSTANT = -1;

  private static final int ONE = 0;
  private static final int PAGE = 1;

  private final CborWriter out = Frame.writer(512);

  /**
   * A request that came out of a message.
   *
   * @param correlation what the reply must carry
   * @param request the basket
   */
  record Received(long correlation, BasketRequest request) {}

  /**
   * Adds a request.
   *
   * @param remainingMillis how much time is left for its answer
   * @param revision the oldest revision of the chain that it may be priced with
   * @return false if it is so large that the receiver would refuse it; then it was not added
   */
  boolean add(long correlation, BasketRequest request, long remainingMillis, RevisionId revision) {
    int before = out.size();
    write(correlation, request, remainingMillis, revision);
    if (out.size() - before <= Frame.MOST_OF_ONE) {
      return true;
    }
    out.truncate(before);
    return false;
  }

  private void write(
      long correlation, BasketRequest request, long remainingMillis, RevisionId revision) {
    LookUp lookUp = request.lookUp();
    boolean hasFacts = !request.facts().equals(BasketFacts.NONE);
    TraceContext trace = request.trace();
    out.map(7 + (lookUp == null ? 0 : 1) + (hasFacts ? 1 : 0) + (trace == null ? 0 : 1));
    out.integer(Frame.CORRELATION);
    out.integer(correlation);
    out.integer(ID);
    out.text(request.id());
    out.integer(SUPERMARKET);
    out.text(request.owner().supermarket());
    out.integer(USER);
    out.text(request.owner().user());
    out.integer(REMAINING_MILLIS);
    out.integer(remainingMillis);
    out.integer(REVISION);
    Revisions.write(revision, out);
    out.integer(ITEMS);
    out.array(2 * request.items().size());
    for (Item item : request.items()) {
      out.text(item.product());
      Measures.write(item.quantity(), item.weight(), out);
    }
    if (hasFacts) {
      out.integer(FACTS);
      write(request.facts());
    }
    if (trace != null) {
      out.integer(TRACE);
      out.text(trace.toString());
    }
    if (lookUp != null) {
      out.integer(LOOK_UP);
      out.array(2);
      switch (lookUp) {
        case LookUp.One(String scanned) -> {
          out.integer(ONE);
          out.text(scanned);
        }
        case LookUp.Page(String after) -> {
          out.integer(PAGE);
          out.text(after);
        }
      }
    }
  }

  private void write(BasketFacts facts) {
    Instant at = facts.at();
    out.array(FACTS_ITEMS);
    out.integer(at == null ? NO_INSTANT : at.toEpochMilli());
    out.integer(facts.member() ? 1 : 0);
    out.integer(facts.explain() ? 1 : 0);
    out.array(facts.codes().size());
    facts.codes().forEach(out::text);
  }

  private static BasketFacts facts(CborReader in) throws Unreadable {
    int items = in.array();
    if (items < FACTS_ITEMS) {
      throw new Unreadable("what is said of a basket lacks something");
    }
    long at = in.integer();
    boolean member = in.integer() != 0;
    boolean explain = in.integer() != 0;
    List<String> codes = in.texts();
    for (int unknown = items - FACTS_ITEMS; unknown > 0; unknown--) {
      in.skip();
    }
    if (at > LATEST || codes.size() > PromotionCode.MOST) {
      throw new Unreadable("what is said of a basket is beyond its bounds");
    }
    return new BasketFacts(
        at < 0 ? null : Instant.ofEpochMilli(at), member, new HashSet<>(codes), explain);
  }

  /** The end of the year 9999: clocks of stores know no later one. */
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  boolean full() {
    return out.size() > Frame.FULL;
  }

  /** The message's content; the frame is of no use afterwards. */
  ByteSequence content() {
    return out.written();
  }

  /**
   * Reads what another node wrote, each request for itself.
   *
   * @param now from when on the remaining times count, in nanoseconds
   * @param damaged is told of those that cannot be read
   */
  static List<Received> read(ByteSequence content, long now, Frame.Damaged damaged)
      throws Unreadable {
    return Frame.all(content, in -> request(in, now), damaged);
  }

  private static Received request(CborReader in, long now) throws Unreadable {
    @Nullable Long correlation = null;
    @Nullable String id = null;
    @Nullable String supermarket = null;
    @Nullable String user = null;
    @Nullable Long remaining = null;
    @Nullable List<Item> items = null;
    RevisionId revision = RevisionId.NONE;
    @Nullable LookUp lookUp = null;
    BasketFacts facts = BasketFacts.NONE;
    @Nullable TraceContext trace = null;
    for (int entries = in.map(); entries > 0; entries--) {
      long key = in.integer();
      if (key == Frame.CORRELATION) {
        correlation = in.integer();
      } else if (key == ID) {
        id = in.text();
      } else if (key == SUPERMARKET) {
        supermarket = in.text();
      } else if (key == USER) {
        user = in.text();
      } else if (key == REMAINING_MILLIS) {
        remaining = in.integer();
      } else if (key == ITEMS) {
        items = items(in);
      } else if (key == REVISION) {
        revision = Revisions.read(in);
      } else if (key == LOOK_UP) {
        lookUp = lookUp(in);
      } else if (key == FACTS) {
        facts = facts(in);
      } else if (key == TRACE) {
        // One that is not valid is none: the basket is priced all the same.
        trace = TraceContext.of(in.text());
      } else {
        in.skip();
      }
    }
    if (correlation == null
        || id == null
        || supermarket == null
        || user == null
        || remaining == null
        || items == null) {
      throw new Unreadable("a request lacks something");
    }
    if (id.length() > BasketRequest.LONGEST_ID) {
      throw new Unreadable("a request id that is too long");
    }
    Deadline deadline =
        Deadline.after(Duration.ofMillis(Math.clamp(remaining, 0, MAX_REMAINING)), now);
    return new Received(
        correlation,
        new BasketRequest(
            id, new UserId(supermarket, user), items, deadline, revision, lookUp, facts, trace));
  }

  private static LookUp lookUp(CborReader in) throws Unreadable {
    int items = in.array();
    if (items < 2) {
      throw new Unreadable("a look-up lacks something");
    }
    long kind = in.integer();
    String text = in.text();
    for (int unknown = items - 2; unknown > 0; unknown--) {
      in.skip();
    }
    if (kind != ONE && kind != PAGE) {
      throw new Unreadable("a look-up of an unknown kind");
    }
    return kind == ONE ? new LookUp.One(text) : new LookUp.Page(text);
  }

  /** A day: whoever waits longer is mistaken, and nanoseconds do not overflow. */
  private static final long MAX_REMAINING = Duration.ofDays(1).toMillis();

  private static List<Item> items(CborReader in) throws Unreadable {
    int count = in.array() / 2;
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String product = in.text();
      long measure = in.integer();
      if (product.isEmpty()) {
        throw new Unreadable("an item without product");
      }
      items.add(new Item(product, Measures.quantity(measure), Measures.weight(measure)));
    }
    return items;
  }
}
