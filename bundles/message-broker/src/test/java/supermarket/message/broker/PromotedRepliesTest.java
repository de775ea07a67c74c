package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.Answer;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.AppliedPromotion.Pieces;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.promotion.Promotions;

/** What another node says of promotions is not believed blindly. */
class PromotedRepliesTest {

  /** Three GR1, of which "a" and "b" have taken five cents off. */
  private static final PricedLine LINE = line(5, Map.of("a", 3, "b", 2));

  private static final AppliedPromotion A = applied("a", 3, 1, new Pieces("GR1", "of", 2, 1));
  private static final AppliedPromotion B = applied("b", 2, 1, new Pieces("GR1", "", 3, 0));

  private static final ExplainedPromotion WHY = explained("a", 1, Setup.cents(0));

  private static PricedLine line(int cost, Map<String, Integer> off) {
    return new PricedLine("GR1", 3, Setup.cents(5), Setup.cents(cost), "flat", "1")
        .with(
            Setup.cents(cost),
            off.entrySet().stream()
                .map(each -> new Allocation(each.getKey(), Setup.cents(each.getValue())))
                .toList());
  }

  private static AppliedPromotion applied(String id, int saving, long times, Pieces... pieces) {
    return new AppliedPromotion(
        id, "", "kind", "1.0.0", times, Setup.cents(saving), List.of(pieces));
  }

  private static ExplainedPromotion explained(String id, long pieces, @Nullable Money amount) {
    return new ExplainedPromotion(id, Outcome.LOST, "why", pieces, amount);
  }

  private static void check(PricedLine line, @Nullable Promoted promoted, boolean explain)
      throws Unreadable {
    BasketRequest request =
        new BasketRequest(
            "r",
            new UserId("s", "u"),
            List.of(new Item("GR1", 3)),
            Deadline.after(Duration.ofSeconds(1), 0),
            RevisionId.NONE,
            null,
            new BasketFacts(null, false, Set.of(), explain),
            null);
    BasketReply reply = new BasketReply.Priced(line.cost(), List.of(line), List.of(), promoted);
    Replies.check(request, new Answer(reply, "one", RevisionId.NONE, 1, 2));
  }

  private static Promoted promoted(AppliedPromotion... applied) {
    return new Promoted(List.of(applied), true, null, List.of());
  }

  private static Promoted why(ExplainedPromotion... explained) {
    return new Promoted(List.of(A, B), true, null, List.of(explained));
  }

  private static void refused(PricedLine line, @Nullable Promoted promoted, String why) {
    assertThatThrownBy(() -> check(line, promoted, true)).hasMessageContaining(why);
  }

  @Test
  void aRightReplyIsTaken() {
    assertThatCode(
            () -> {
              check(LINE, promoted(A, B), false);
              check(LINE, why(WHY, explained("b", 0, null)), true);
              check(LINE, new Promoted(List.of(A, B), false, Setup.cents(1), List.of()), false);
              check(line(15, Map.of()), null, true);
              check(line(15, Map.of()), Promoted.NONE, true);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void whatAPromotionSavedIsWhatItTookOffTheLines() {
    refused(LINE, promoted(applied("a", 4, 1), B), "took something else off");
    refused(LINE, promoted(A, B, applied("c", 1, 1)), "took something else off");
    refused(LINE, promoted(A), "unknown promotion");
    refused(LINE, null, "unknown promotion");
    refused(line(5, Map.of("a", -3)), promoted(applied("a", -3, 1)), "cannot be");
    refused(line(-5, Map.of("a", 3)), promoted(A), "cannot be");
    Money yen = Money.ofMinor(CurrencyUnit.JPY, 3);
    PricedLine other = LINE.with(LINE.cost(), List.of(new Allocation("a", yen)));
    refused(other, promoted(A), "cannot be");
  }

  @Test
  void idsAreIdsAndEachIsThereOnce() {
    refused(line(5, Map.of("A", 3)), promoted(applied("A", 3, 1)), "no ids");
    refused(LINE, promoted(B, A), "no ids, or the same");
    refused(LINE, promoted(A, A, B), "no ids, or the same");
    refused(LINE, why(explained("", 0, null)), "no ids");
    refused(LINE, why(WHY, WHY), "no ids, or the same");
    List<ExplainedPromotion> many =
        IntStream.rangeClosed(0, Promotions.MOST)
            .mapToObj(i -> explained("p%06d".formatted(i), 0, null))
            .toList();
    refused(LINE, new Promoted(List.of(A, B), true, null, many), "more promotions");
  }

  @Test
  void piecesAreThoseOfTheReply() {
    refused(LINE, promoted(applied("a", 3, 0), B), "at no time");
    for (Pieces wrong :
        List.of(
            new Pieces("X", "", 1, 0),
            new Pieces("GR1", "", -1, 1),
            new Pieces("GR1", "", 1, -1))) {
      refused(LINE, promoted(applied("a", 3, 1, wrong), B), "pieces that it does not have");
    }
    Pieces[] many = Collections.nCopies(9, new Pieces("GR1", "of", 1, 0)).toArray(Pieces[]::new);
    refused(LINE, promoted(applied("a", 3, 1, many), B), "more pieces");
  }

  @Test
  void explanationsWereAskedForAndAProofIsOne() {
    assertThatThrownBy(() -> check(LINE, why(WHY), false)).hasMessageContaining("nobody asked");
    refused(LINE, why(explained("a", -1, null)), "cannot be");
    refused(LINE, why(explained("a", 0, Setup.cents(-1))), "cannot be");
    refused(LINE, why(explained("a", 0, Money.ofMinor(CurrencyUnit.JPY, 1))), "cannot be");
    for (Money gap : new Money[] {null, Setup.cents(0), Money.ofMinor(CurrencyUnit.JPY, 1)}) {
      refused(LINE, new Promoted(List.of(A, B), false, gap, List.of()), "proof");
    }
    refused(LINE, new Promoted(List.of(A, B), true, Setup.cents(1), List.of()), "proof");
  }

  /** What follows would be read as something else. */
  @Test
  void halfOfWhatAPromotionTookIsUnreadable() {
    CborWriter out = new CborWriter(64);
    out.array(1);
    out.text("lunch");
    CborReader in = new CborReader(out.written());
    assertThatThrownBy(() -> PromotedItems.allocations(in, Setup.cents(1)))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("lacks something");
  }
}
