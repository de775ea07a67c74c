package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.UserId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.Weight;

class RepliesTest {

  /** Three GR1 and one CF1. */
  private final BasketRequest request = Setup.request("r", new UserId("s", "u"), 0);

  private static PricedLine line(String product, long quantity, Money cost) {
    return new PricedLine(product, quantity, Setup.cents(1), cost, "flat", "1");
  }

  private void check(Money total, PricedLine... lines) throws Unreadable {
    Replies.check(
        request,
        new Answer(new BasketReply.Priced(total, List.of(lines)), "one", RevisionId.NONE, 1, 2));
  }

  private static void check(LookUp lookUp, String next, String... products) throws Unreadable {
    List<PriceTag> tags =
        Stream.of(products)
            .map(
                product ->
                    new PriceTag(
                        product,
                        "",
                        SoldBy.PIECE,
                        "",
                        "",
                        List.of(),
                        PriceTag.Price.none("why"),
                        List.of()))
            .toList();
    Replies.check(
        new BasketRequest(
            "r",
            new UserId("s", "u"),
            List.of(),
            Deadline.after(Duration.ofSeconds(1), 0),
            RevisionId.NONE,
            lookUp,
            BasketFacts.NONE,
            null),
        new Answer(new BasketReply.Tags(tags, next), "one", RevisionId.NONE, 1, 2));
  }

  @Test
  void aReplyHasWhatIsLookedUp() {
    LookUp.Page page = new LookUp.Page("B");
    String[] tooMany =
        IntStream.rangeClosed(0, LookUp.Page.MOST)
            .mapToObj("C%04d"::formatted)
            .toArray(String[]::new);
    assertThatCode(
            () -> {
              check(new LookUp.One("4006381333931"), "", "A");
              check(page, "");
              check(page, "D", "C", "D");
            })
        .doesNotThrowAnyException();
    for (ThrowingCallable wrong :
        List.<ThrowingCallable>of(
            () -> check(null, "", "A"),
            () -> check(new LookUp.One("A"), ""),
            () -> check(new LookUp.One("A"), "", "A", "B"),
            () -> check(new LookUp.One("A"), "A", "A"),
            () -> check(page, "", "B", "C"),
            () -> check(page, "", "D", "C"),
            () -> check(page, "C", "C", "D"),
            () -> check(page, "C"),
            () -> check(page, "", tooMany))) {
      assertThatThrownBy(wrong).hasMessage("a reply that has other products than its request");
    }
  }

  @Test
  void aReplyHasTheLinesOfItsRequestAndTheirSum() {
    PricedLine gr1 = line("GR1", 3, Setup.cents(3));
    PricedLine cf1 = line("CF1", 1, Setup.cents(1));
    assertThatCode(() -> check(Setup.cents(4), gr1, cf1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(Setup.cents(1), gr1, cf1))
        .hasMessage("a reply whose total is not the sum of its lines");
    assertThatThrownBy(() -> check(Setup.cents(3), gr1))
        .hasMessage("a reply that has other lines than its request");
    assertThatThrownBy(() -> check(Setup.cents(4), cf1, gr1))
        .hasMessage("a reply that has other lines than its request");
    assertThatThrownBy(() -> check(Setup.cents(4), line("GR1", 2, Setup.cents(3)), cf1))
        .hasMessage("a reply that has other lines than its request");
    PricedLine weighed =
        new PricedLine("CF1", 1, Setup.cents(1), Setup.cents(1), "flat", "1", new Weight(500));
    assertThatThrownBy(() -> check(Setup.cents(4), gr1, weighed))
        .hasMessage("a reply that has other lines than its request");
    assertThatThrownBy(
            () -> check(Setup.cents(4), gr1, line("CF1", 1, Money.of(CurrencyUnit.USD, 0.01))))
        .hasMessage("a reply in several currencies");
  }

  @Test
  void afterTheItemsOnlyDepositsMayFollow() {
    PricedLine gr1 = line("GR1", 3, Setup.cents(3));
    PricedLine cf1 = line("CF1", 1, Setup.cents(1));
    PricedLine deposit = PricedLine.deposit("DEP", "", "", 2, Setup.cents(1));
    assertThatCode(() -> check(Setup.cents(6), gr1, cf1, deposit)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(Setup.cents(5), gr1, cf1, line("X", 1, Setup.cents(1))))
        .hasMessage("a reply that has other lines than its request");
    PricedLine free = PricedLine.deposit("CF1", "", "", 1, Setup.cents(1));
    assertThatThrownBy(() -> check(Setup.cents(4), gr1, free))
        .hasMessage("a reply that has other lines than its request");
  }

  @Test
  void linesMaySayWhatWasScannedForThem() {
    PricedLine both = line("TEA", 4, Setup.cents(4));
    assertThatCode(() -> check(Setup.cents(4), both.of(List.of("GR1", "CF1"))))
        .doesNotThrowAnyException();
    PricedLine label = line("HAM", 1, Setup.cents(1));
    PricedLine cf1 = line("CF1", 1, Setup.cents(1));
    PricedLine ham = label.of(List.of("GR1"));
    assertThatCode(() -> check(Setup.cents(4), ham, ham, ham, cf1)).doesNotThrowAnyException();
    for (List<PricedLine> wrong :
        List.of(
            List.of(both.of(List.of("GR1"))),
            List.of(both.of(List.of("GR1", "CF2"))),
            List.of(both.of(List.of("GR1", "")), cf1),
            List.of(ham, ham, cf1),
            List.of(ham, ham, ham, ham, cf1),
            List.of(both.of(List.of("GR1", "CF1")), cf1))) {
      Money total = wrong.stream().map(PricedLine::cost).reduce(Money::plus).orElseThrow();
      assertThatThrownBy(() -> check(total, wrong.toArray(PricedLine[]::new)))
          .hasMessage("a reply that has other lines than its request");
    }
  }

  @Test
  void theTaxedAmountsAreTheTotal() {
    List<PricedLine> lines =
        List.of(line("GR1", 3, Setup.cents(3)), line("CF1", 1, Setup.cents(1)));
    assertThatCode(() -> check(lines, 3, 1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(lines, 3, 2))
        .hasMessage("a reply whose taxed amounts do not add up to its total");
    Money dollars = Money.of(CurrencyUnit.USD, 0.04);
    VatAmount right = VatAmount.of(BigDecimal.TEN, Setup.cents(4));
    for (VatAmount wrong :
        List.of(
            VatAmount.of(BigDecimal.TEN, dollars),
            new VatAmount(BigDecimal.TEN, right.gross(), dollars),
            new VatAmount(BigDecimal.TEN, right.gross(), Setup.cents(4)))) {
      BasketReply reply = new BasketReply.Priced(Setup.cents(4), lines, List.of(wrong));
      Answer answer = new Answer(reply, "one", RevisionId.NONE, 1, 2);
      assertThatThrownBy(() -> Replies.check(request, answer)).isInstanceOf(Unreadable.class);
    }
  }

  private void check(List<PricedLine> lines, int gross, int other) throws Unreadable {
    List<VatAmount> vat =
        List.of(
            VatAmount.of(BigDecimal.TEN, Setup.cents(gross)),
            VatAmount.of(BigDecimal.ONE, Setup.cents(other)));
    BasketReply priced = new BasketReply.Priced(Setup.cents(4), lines, vat);
    Replies.check(request, new Answer(priced, "one", RevisionId.NONE, 1, 2));
  }
}
