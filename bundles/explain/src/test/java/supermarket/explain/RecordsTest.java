package supermarket.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.Answer;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.RecordedBasket;

class RecordsTest {

  private static final Money TWO = Money.parse("EUR 2.00");
  private static final PricedLine LINE =
      new PricedLine("GR1", 2, TWO, TWO, "buy-one-get-one-free", "1.0.0");

  private final Records records = new Records();
  private final BasketsPage page = new BasketsPage(records);

  private static AnsweredBasket basket(
      String id, String outcome, String detail, @Nullable Priced priced) {
    return new AnsweredBasket(
        id,
        new UserId("sp1", "u\"1"),
        2,
        outcome,
        detail,
        priced == null ? null : priced.total(),
        "n/server-1",
        new RevisionId("c", 7),
        true,
        priced == null ? 500 : 200,
        9_000_000,
        0,
        1_000_000,
        3_000_000,
        null,
        priced);
  }

  private static AnsweredBasket priced(String id, PricedLine... lines) {
    return basket(id, AnsweredBasket.PRICED, "", new Priced(TWO, List.of(lines)));
  }

  private String get(String path, int status) throws Exception {
    HttpReply reply =
        page.answer(
            new HttpRequest("GET", path, Map.of(), Map.of(), InputStream.nullInputStream()));
    assertThat(reply.status()).isEqualTo(status);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.content().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBasketIsToldHopByHopAndLineByLine() throws Exception {
    PricedLine offered = LINE.with(TWO, List.of(new Allocation("lunch", Money.parse("EUR 0.50"))));
    AppliedPromotion lunch =
        new AppliedPromotion(
            "lunch", "Lunch", "meal-deal", "1.1.0", 1, Money.parse("EUR 0.50"), List.of());
    records.answered(
        basket(
            "r 1",
            AnsweredBasket.PRICED,
            "",
            new Priced(
                TWO,
                List.of(offered, PricedLine.deposit("D1", "Bottle", "", 1, TWO)),
                List.of(),
                new Promoted(List.of(lunch), true, null, List.of()))));
    assertThat(get("/api/baskets/r 1", 200))
        .contains(
            "\"request_id\":\"r 1\"",
            "\"user\":\"u\\\"1\"",
            "\"server\":\"n/server-1\",\"revision\":7,\"total_us\":9000,\"broker_us\":5000,"
                + "\"waited_us\":1000,\"priced_us\":3000",
            "\"plain_cost\":4.00,\"cost\":2.00,\"strategy\":\"buy-one-get-one-free\","
                + "\"strategy_version\":\"1.0.0\",\"promotions\":[{\"id\":\"lunch\",\"off\":0.50}]",
            "\"deposit\":true",
            "\"kind\":\"meal-deal\",\"kind_version\":\"1.1.0\",\"times\":1,\"saving\":0.50");
  }

  @Test
  void ofOneIdTheNewestIsToldAndThatThereWereOthers() throws Exception {
    records.answered(priced("x", LINE));
    records.answered(basket("x", "timeout", "too \"late\"", null));
    assertThat(get("/api/baskets/x", 200))
        .contains(
            "\"outcome\":\"timeout\",\"detail\":\"too \\\"late\\\"\"", "\"earlier_with_this_id\":1")
        .doesNotContain("lines");
    assertThat(records.find("x")).hasSize(2);
  }

  @Test
  void failuresAreListedTheNewestFirstAndHaveRoomOfTheirOwn() throws Exception {
    records.answered(basket("bad-1", "timeout", "late", null));
    records.answered(basket("bad-2", "misread", "digit", null));
    for (int i = 0; i < Records.ROOM; i++) {
      records.answered(priced("good-" + i, LINE));
    }
    assertThat(records.failed(10))
        .extracting(each -> each.basket().id())
        .containsExactly("bad-2", "bad-1");
    assertThat(records.failed(1)).hasSize(1);
    assertThat(get("/api/baskets/", 200)).startsWith("{\"baskets\":[{\"request_id\":\"bad-2\"");
  }

  @Test
  void moreThanThereIsRoomForIsForgottenByItsLines() {
    PricedLine[] hundred = Collections.nCopies(100, LINE).toArray(PricedLine[]::new);
    records.answered(priced("first", LINE));
    int fit = (Records.ROOM - 2) / 101;
    for (int i = 0; i < fit; i++) {
      records.answered(priced("large", hundred));
    }
    assertThat(records.find("first")).hasSize(1);
    records.answered(priced("last", hundred));
    assertThat(records.find("first")).isEmpty();
    assertThat(records.find("last")).hasSize(1);
    for (int i = 0; i <= Records.FAILURES; i++) {
      records.answered(basket("bad-" + i, "timeout", "", null));
    }
    assertThat(records.failed(Records.FAILURES + 1)).hasSize(Records.FAILURES);
    assertThat(records.find("bad-0")).isEmpty();
  }

  @Test
  void ofALongReasonTheBeginningIsKept() {
    records.answered(basket("x", "misread", "z".repeat(100_000), null));
    assertThat(records.find("x").getFirst().basket().detail()).hasSize(Records.LONGEST + 1);
  }

  @Test
  void aBasketWhoseLinesNobodyKeptIsNotRemembered() throws Exception {
    records.answered(
        new AnsweredBasket(
            "x",
            new UserId("s", "u"),
            1,
            AnsweredBasket.PRICED,
            "",
            TWO,
            Answer.NO_SERVER,
            RevisionId.NONE,
            true,
            200,
            1,
            0,
            0,
            0,
            null,
            null));
    assertThat(get("/api/baskets/x", 404)).contains("\"request_id\":\"x\"", "remembers no such");
  }

  @Test
  void withoutABrokerNobodyTellsTheWords() throws Exception {
    RecordedBasket recorded = new RecordedBasket(Instant.EPOCH, priced("x", LINE));
    assertThat(records.rules(recorded)).isEmpty();
  }

  @Test
  void nothingIsChangedHere() throws Exception {
    assertThat(
            page.answer(
                    new HttpRequest(
                        "POST",
                        "/api/baskets/x",
                        Map.of(),
                        Map.of(),
                        InputStream.nullInputStream()))
                .status())
        .isEqualTo(405);
  }
}
