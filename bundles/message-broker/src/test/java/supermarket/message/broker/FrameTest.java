package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.apache.activemq.util.ByteSequence;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.Answer;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.Item;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.UserId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.basket.api.promotion.PromotionCode;
import supermarket.pricing.api.CostContract;

class FrameTest {

  private static final long NOW = 77;
  private static final TraceContext TRACE =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1);
  private static final byte[] MARK = {(byte) 0xd9, (byte) 0xd9, (byte) 0xf7};

  @Property(tries = 200)
  void requestsComeOutAsTheyWentIn(@ForAll("requests") List<BasketRequest> requests)
      throws Unreadable {
    RequestFrame frame = new RequestFrame();
    for (int i = 0; i < requests.size(); i++) {
      BasketRequest request = requests.get(i);
      frame.add(
          -i,
          request,
          Duration.ofNanos(request.deadline().remaining(NOW)).toMillis(),
          request.revision());
    }
    List<RequestFrame.Received> received = RequestFrame.read(frame.content(), NOW, FrameTest::none);
    assertThat(received).extracting(RequestFrame.Received::request).isEqualTo(requests);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(received.get(i).correlation()).isEqualTo(-i);
    }
  }

  @Property(tries = 200)
  void answersComeOutAsTheyWentIn(@ForAll("answers") List<Answer> answers, @ForAll long correlation)
      throws Unreadable {
    ReplyFrame frame = new ReplyFrame();
    answers.forEach(answer -> frame.add(correlation, answer));
    List<ReplyFrame.Received> received = ReplyFrame.read(frame.content(), FrameTest::none);
    assertThat(received).extracting(ReplyFrame.Received::answer).isEqualTo(answers);
    assertThat(received).allMatch(reply -> reply.correlation() == correlation);
  }

  @Property(tries = 500)
  void anyBytesAreReadOrUnreadable(@ForAll byte[] bytes) {
    readsOrIsUnreadable(bytes);
  }

  @Property(tries = 500)
  void damagedFramesAreReadOrUnreadable(
      @ForAll("answers") List<Answer> answers,
      @ForAll("requests") List<BasketRequest> requests,
      @ForAll int where,
      @ForAll byte what,
      @ForAll int cut) {
    ReplyFrame replyFrame = new ReplyFrame();
    answers.forEach(answer -> replyFrame.add(1, answer));
    damaged(replyFrame.content(), where, what, cut);
    RequestFrame requestFrame = new RequestFrame();
    requests.forEach(request -> requestFrame.add(1, request, 5000, RevisionId.NONE));
    damaged(requestFrame.content(), where, what, cut);
  }

  private static void damaged(ByteSequence content, int where, byte what, int cut) {
    byte[] bytes = Arrays.copyOf(content.getData(), content.getLength());
    bytes[Math.floorMod(where, bytes.length)] = what;
    readsOrIsUnreadable(bytes);
    readsOrIsUnreadable(Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length)));
  }

  private static void readsOrIsUnreadable(byte[] bytes) {
    byte[] marked = Arrays.copyOf(MARK, MARK.length + bytes.length);
    System.arraycopy(bytes, 0, marked, MARK.length, bytes.length);
    for (byte[] each : List.of(bytes, marked)) {
      try {
        assertThat(RequestFrame.read(new ByteSequence(each), NOW, FrameTest::some).size())
            .isNotNegative();
      } catch (Unreadable e) {
        assertThat(e.what()).isNotEmpty();
      }
      try {
        assertThat(ReplyFrame.read(new ByteSequence(each), FrameTest::some).size()).isNotNegative();
      } catch (Unreadable e) {
        assertThat(e.what()).isNotEmpty();
      }
    }
  }

  @Example
  void whatALaterReleaseAddsIsSteppedOver() throws Unreadable {
    CborWriter out = Frame.writer(64);
    out.map(9);
    out.integer(99);
    out.map(2);
    out.integer(1);
    out.array(2);
    out.text("x");
    out.integer(BigInteger.TWO.pow(70));
    out.integer(2);
    out.raw(new byte[] {(byte) 0xf5});
    out.integer(0);
    out.integer(4711);
    for (int text = 1; text <= 3; text++) {
      out.integer(text);
      out.text("t" + text);
    }
    out.integer(4);
    out.integer(5000);
    out.integer(5);
    out.array(0);
    out.integer(100);
    out.array(0);
    out.integer(-1);
    out.text("y");
    assertThat(RequestFrame.read(out.written(), NOW, FrameTest::none)).hasSize(1);
  }

  @Example
  void aTraceThatIsNoneCostsNoBasket() throws Unreadable {
    for (String trace : new String[] {TRACE.toString(), "", "ff" + TRACE.toString().substring(2)}) {
      CborWriter out = Frame.writer(64);
      out.map(7);
      out.integer(0);
      out.integer(4711);
      for (int text = 1; text <= 3; text++) {
        out.integer(text);
        out.text("t" + text);
      }
      out.integer(4);
      out.integer(5000);
      out.integer(5);
      out.array(0);
      out.integer(9);
      out.text(trace);
      assertThat(RequestFrame.read(out.written(), NOW, FrameTest::none))
          .singleElement()
          .satisfies(
              read ->
                  assertThat(read.request().trace())
                      .isEqualTo(trace.startsWith("00") ? TRACE : null));
    }
  }

  @Example
  void aBasketWithoutATraceIsWrittenAsBefore() {
    BasketRequest plain = Setup.request("r", new UserId("s", "u"), NOW);
    RequestFrame without = new RequestFrame();
    without.add(1, plain, 5000, RevisionId.NONE);
    RequestFrame with = new RequestFrame();
    with.add(1, plain.in(TRACE), 5000, RevisionId.NONE);
    ByteSequence before = without.content();

    assertThat(before.getData()[before.getOffset() + MARK.length]).isEqualTo((byte) 0xa7);
    // A key, the head of the text, and the text.
    assertThat(with.content().getLength()).isEqualTo(before.getLength() + 1 + 2 + 55);
  }

  @Example
  void aRequestIdThatIsTooLongIsUnreadable() throws Unreadable {
    CborWriter out = Frame.writer(64);
    out.map(6);
    out.integer(0);
    out.integer(4711);
    out.integer(1);
    out.text("x".repeat(BasketRequest.LONGEST_ID + 1));
    out.integer(2);
    out.text("s");
    out.integer(3);
    out.text("u");
    out.integer(4);
    out.integer(5000);
    out.integer(5);
    out.array(0);
    Map<Long, String> damaged = new HashMap<>();
    assertThat(
            RequestFrame.read(
                out.written(), NOW, (why, correlation) -> damaged.put(correlation, why.what())))
        .isEmpty();
    assertThat(damaged).isEqualTo(Map.of(4711L, "a request id that is too long"));
  }

  @Example
  void aReasonOfALaterReleaseIsAnError() throws Unreadable {
    CborWriter out = Frame.writer(64);
    out.map(3);
    out.integer(0);
    out.integer(1);
    out.integer(6);
    out.text("moon_phase");
    out.integer(7);
    out.text("The moon is in the wrong phase.");
    assertThat(ReplyFrame.read(out.written(), FrameTest::none))
        .singleElement()
        .extracting(reply -> reply.answer().reply())
        .isEqualTo(
            new BasketReply.Rejected(Reason.USER_SERVER_ERROR, "The moon is in the wrong phase."));
  }

  @Example
  void aHugeScaleIsRefusedBeforeItIsComputedWith() throws Unreadable {
    CborWriter out = Frame.writer(64);
    out.map(2);
    out.integer(0);
    out.integer(1);
    out.integer(4);
    out.array(3);
    out.text("EUR");
    out.integer(-2_000_000_000L);
    out.integer(1);
    out.map(3);
    out.integer(0);
    out.integer(2);
    out.integer(6);
    out.text("timeout");
    out.integer(7);
    out.text("");
    Map<Long, String> damaged = new HashMap<>();
    assertThat(
            ReplyFrame.read(
                out.written(), (why, correlation) -> damaged.put(correlation, why.what())))
        .as("the next one is read")
        .extracting(ReplyFrame.Received::correlation)
        .containsExactly(2L);
    assertThat(damaged).isEqualTo(Map.of(1L, "an amount with too many digits"));
  }

  @Example
  void anAmountThatNobodyWouldReadIsNotSent() throws Unreadable {
    Money huge = Money.of(CurrencyUnit.EUR, new BigDecimal(BigInteger.TWO.pow(1000)));
    PricedLine line = new PricedLine("GR1", 1, Money.zero(CurrencyUnit.EUR), huge, "s", "1");
    ReplyFrame frame = new ReplyFrame();
    frame.add(
        1, new Answer(new BasketReply.Priced(huge, List.of(line)), "one", RevisionId.NONE, 1, 2));
    frame.add(2, Answer.rejected(Reason.TIMEOUT, ""));
    List<ReplyFrame.Received> received = ReplyFrame.read(frame.content(), FrameTest::none);
    assertThat(received).extracting(ReplyFrame.Received::correlation).containsExactly(1L, 2L);
    assertThat(received.getFirst().answer().reply())
        .isInstanceOfSatisfying(
            BasketReply.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.PRODUCT_SERVER_ERROR);
              assertThat(rejected.products()).containsExactly("GR1");
            });
  }

  @Example
  void aLineWithoutQuantityIsUnreadable() throws Unreadable {
    Money one = Money.of(CurrencyUnit.EUR, 1);
    PricedLine line = new PricedLine("BAD", 1, one, one, "s", "1");
    ReplyFrame replies = new ReplyFrame();
    replies.add(
        1, new Answer(new BasketReply.Priced(one, List.of(line)), "one", RevisionId.NONE, 1, 2));
    Map<Long, String> damaged = new HashMap<>();
    assertThat(
            ReplyFrame.read(
                withoutQuantity(replies.content()),
                (why, correlation) -> damaged.put(correlation, why.what())))
        .isEmpty();
    assertThat(damaged).isEqualTo(Map.of(1L, "an item without quantity"));
  }

  private static ByteSequence withoutQuantity(ByteSequence content) {
    int product =
        new String(content.getData(), 0, content.getLength(), StandardCharsets.ISO_8859_1)
            .indexOf("BAD\u0001");
    assertThat(product).isNotNegative();
    content.getData()[product + 3] = 0;
    return content;
  }

  @Example
  void whatIsTooLargeToBeReadIsNotSent() throws Unreadable {
    String name = "s".repeat(Frame.LIMIT);
    Money one = Money.of(CurrencyUnit.EUR, 1);
    PricedLine line = new PricedLine("GR1", 1, one, one, name, "1");
    ReplyFrame replies = new ReplyFrame();
    replies.add(
        1, new Answer(new BasketReply.Priced(one, List.of(line)), "one", RevisionId.NONE, 1, 2));
    assertThat(ReplyFrame.read(replies.content(), FrameTest::none))
        .singleElement()
        .extracting(reply -> reply.answer().reply())
        .isInstanceOf(BasketReply.Rejected.class);
    RequestFrame requests = new RequestFrame();
    BasketRequest large =
        new BasketRequest(
            "r",
            new UserId("s", "u"),
            List.of(new Item(name, 1)),
            Deadline.after(Duration.ofSeconds(5), NOW));
    assertThat(requests.add(1, large, 5000, RevisionId.NONE)).isFalse();
    assertThat(RequestFrame.read(requests.content(), NOW, FrameTest::none)).isEmpty();
  }

  /** A line of the release before has six items. */
  @Example
  void linesOfOtherReleasesAreRead() throws Unreadable {
    for (int items : List.of(6, 7, 8)) {
      CborWriter out = Frame.writer(64);
      out.map(3);
      out.integer(Frame.CORRELATION);
      out.integer(7);
      out.integer(4); // total
      Amounts.write(Setup.cents(5), out);
      out.integer(5); // lines
      out.array(1);
      out.array(items);
      out.text("GR1");
      Measures.write(1, null, out);
      Amounts.write(Setup.cents(5), Setup.cents(5), out);
      Amounts.write(Setup.cents(5), Setup.cents(5), out);
      out.text("flat");
      out.text("1");
      for (int more = 6; more < items; more++) {
        out.text("more");
      }
      PricedLine line = new PricedLine("GR1", 1, Setup.cents(5), Setup.cents(5), "flat", "1");
      assertThat(ReplyFrame.read(out.written(), FrameTest::none))
          .extracting(each -> each.answer().reply())
          .containsExactly(
              new BasketReply.Priced(
                  Setup.cents(5), List.of(items < 8 ? line : line.with("more", "more"))));
    }
  }

  private static void none(Unreadable why, Long correlation) {
    throw new AssertionError(why.what());
  }

  private static void some(Unreadable why, Long correlation) {
    assertThat(why.what()).isNotEmpty();
  }

  @Provide
  Arbitrary<List<BasketRequest>> requests() {
    Arbitrary<Item> counted =
        Combinators.combine(text().ofMinLength(1), Arbitraries.longs().between(1, Long.MAX_VALUE))
            .as(Item::new);
    Arbitrary<Item> weighed =
        Combinators.combine(text().ofMinLength(1), weights())
            .as((product, weight) -> new Item(product, 1, weight));
    Arbitrary<Item> items = Arbitraries.oneOf(counted, weighed);
    return Combinators.combine(
            text(),
            text(),
            text(),
            items.list().ofMaxSize(8),
            Arbitraries.longs().between(0, 60_000),
            revisions(),
            lookUps().injectNull(0.5),
            facts())
        .as(
            (id, supermarket, user, list, millis, revision, lookUp, facts) ->
                new BasketRequest(
                    id,
                    new UserId(supermarket, user),
                    list,
                    Deadline.after(Duration.ofMillis(millis), NOW),
                    revision,
                    lookUp,
                    facts,
                    facts.member() ? TRACE : null))
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Answer>> answers() {
    Arbitrary<BasketReply> rejected =
        Combinators.combine(Arbitraries.of(Reason.values()), text(), text().list().ofMaxSize(3))
            .as(BasketReply.Rejected::new);
    Arbitrary<PricedLine> counted =
        Combinators.combine(
                text(), Arbitraries.longs().greaterOrEqual(1), money(), money(), text(), text())
            .as(PricedLine::new);
    Arbitrary<PricedLine> weighed =
        Combinators.combine(text(), weights(), money(), money(), text(), text())
            .as(
                (product, weight, price, cost, strategy, version) ->
                    new PricedLine(product, 1, price, cost, strategy, version, weight));
    Arbitrary<Allocation> allocations = Combinators.combine(text(), money()).as(Allocation::new);
    Arbitrary<PricedLine> lines =
        Combinators.combine(
                Arbitraries.oneOf(counted, weighed),
                text(),
                text(),
                text().list().ofMaxSize(3),
                allocations.list().ofMaxSize(2))
            .as(
                (line, name, vatClass, codes, off) ->
                    line.with(name, vatClass).of(codes).with(line.cost(), off));
    Arbitrary<VatAmount> vat =
        Combinators.combine(Arbitraries.integers().between(0, 100_000), money(), money())
            .as((percent, gross, tax) -> new VatAmount(percent(percent), gross, tax));
    Arbitrary<BasketReply> priced =
        Combinators.combine(
                money(),
                lines.list().ofMaxSize(4),
                vat.list().ofMaxSize(2),
                promoted().injectNull(0.5))
            .as(BasketReply.Priced::new);
    return Combinators.combine(
            Arbitraries.oneOf(rejected, priced, tags()),
            text(),
            revisions(),
            Arbitraries.longs(),
            Arbitraries.longs())
        .as(Answer::new)
        .list()
        .ofMaxSize(4);
  }

  private static Arbitrary<BasketFacts> facts() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_000_000_000_000L).injectNull(0.3),
            Arbitraries.of(true, false),
            text().set().ofMaxSize(PromotionCode.MOST),
            Arbitraries.of(true, false))
        .as(
            (millis, member, codes, explain) ->
                new BasketFacts(
                    millis == null ? null : Instant.ofEpochMilli(millis), member, codes, explain));
  }

  private static Arbitrary<Promoted> promoted() {
    Arbitrary<AppliedPromotion.Pieces> pieces =
        Combinators.combine(text(), text(), Arbitraries.longs(), Arbitraries.longs())
            .as(AppliedPromotion.Pieces::new);
    Arbitrary<AppliedPromotion> applied =
        Combinators.combine(
                text(),
                text(),
                text(),
                text(),
                Arbitraries.longs(),
                money(),
                pieces.list().ofMaxSize(3))
            .as(AppliedPromotion::new);
    Arbitrary<ExplainedPromotion> explained =
        Combinators.combine(
                text(),
                Arbitraries.of(ExplainedPromotion.Outcome.values()),
                text(),
                Arbitraries.longs(),
                money().injectNull(0.5))
            .as(ExplainedPromotion::new);
    return Combinators.combine(
            applied.list().ofMaxSize(3),
            Arbitraries.of(true, false),
            money().injectNull(0.5),
            explained.list().ofMaxSize(3))
        .as(Promoted::new);
  }

  private static Arbitrary<LookUp> lookUps() {
    return Arbitraries.oneOf(text().map(LookUp.One::new), text().map(LookUp.Page::new));
  }

  private static Arbitrary<BasketReply> tags() {
    Arbitrary<PriceTag.Price> prices =
        Combinators.combine(money().injectNull(0.2), text(), text(), text())
            .as(PriceTag.Price::new);
    Arbitrary<PriceTag.Later> later =
        Combinators.combine(
                Arbitraries.longs().between(0, 4_000_000_000L),
                Arbitraries.integers().between(-18 * 4, 14 * 4),
                prices)
            .as(
                (second, quarters, price) ->
                    new PriceTag.Later(
                        Instant.ofEpochSecond(second)
                            .atOffset(ZoneOffset.ofTotalSeconds(quarters * 900)),
                        price));
    Arbitrary<PriceTag> tags =
        Combinators.combine(
                text(),
                text(),
                Arbitraries.of(SoldBy.class),
                text(),
                text(),
                text().list().ofMaxSize(2),
                prices,
                later.list().ofMaxSize(3))
            .as(PriceTag::new);
    return Combinators.combine(tags.list().ofMaxSize(3), text()).as(BasketReply.Tags::new);
  }

  private static BigDecimal percent(int thousandths) {
    return VatRates.percent(BigDecimal.valueOf(thousandths, 3).toPlainString());
  }

  private static Arbitrary<RevisionId> revisions() {
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(RevisionId.LONGEST_CHAIN),
            Arbitraries.longs().greaterOrEqual(0))
        .as(RevisionId::new);
  }

  private static Arbitrary<Weight> weights() {
    return Arbitraries.integers().between(1, Weight.MOST_GRAMS).map(Weight::new);
  }

  private static Arbitrary<Money> money() {
    Arbitrary<BigInteger> unscaled =
        Arbitraries.bigIntegers()
            .between(
                BigInteger.valueOf(-CostContract.LARGEST),
                BigInteger.valueOf(CostContract.LARGEST));
    return Combinators.combine(
            Arbitraries.of("EUR", "USD", "JPY", "BHD").map(CurrencyUnit::of), unscaled)
        .as(
            (currency, amount) ->
                Money.of(currency, new BigDecimal(amount, currency.getDecimalPlaces())));
  }

  /** Text without halves of surrogate pairs. */
  private static StringArbitrary text() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\u007f')
        .withCharRange('\u0080', '\ud7ff')
        .ofMaxLength(40);
  }
}
