package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.AppliedPromotion.Pieces;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.Weight;

class RepliesTest {

  @ParameterizedTest
  @CsvSource({
    "EUR 0.00, 0.00",
    "EUR 22.45, 22.45",
    "EUR 10.00, 10.00",
    "EUR 0.10, 0.10",
    "JPY 350, 350",
    "BHD 1.200, 1.200",
    "EUR 123456789012345678901234567890.12, 123456789012345678901234567890.12",
  })
  void writesAmountsPlainlyWithTheDigitsOfTheirCurrency(String amount, String expected) {
    Bytes out = new Bytes();
    Replies.priced(out, new Priced(Money.parse(amount), List.of()), new RevisionId("c", 12));

    assertThat(text(out))
        .isEqualTo(
            "{\"total_cost\":"
                + expected
                + ",\"currency\":\""
                + amount.substring(0, 3)
                + "\",\"revision\":12,\"lines\":[]}");
  }

  @Test
  void writesLinesInOrder() {
    Bytes out = new Bytes();
    Money price = Money.parse("EUR 5.00");
    PricedLine first =
        new PricedLine("S\"R\n1", 2, price, Money.parse("EUR 10.00"), "flat-price", "1.0.0");
    PricedLine second = new PricedLine("A", 100_000_000_000_000L, price, price, "x", "2.0.0.q");
    Replies.priced(
        out, new Priced(Money.parse("EUR 15.00"), List.of(first, second)), RevisionId.NONE);

    assertThat(text(out))
        .isEqualTo(
            "{\"total_cost\":15.00,\"currency\":\"EUR\",\"revision\":0,\"lines\":[{\"product\":\"S\\\"R\\n"
                + "1\",\"quantity\":2,\"unit_price\":5.00,\"cost\":10.00,"
                + "\"strategy\":\"flat-price\",\"strategy_version\":\"1.0.0\","
                + "\"name\":\"\",\"saving\":0.00},"
                + "{\"product\":\"A\",\"quantity\":100000000000000,\"unit_price\":5.00,\"cost\":5.00,"
                + "\"strategy\":\"x\",\"strategy_version\":\"2.0.0.q\","
                + "\"name\":\"\",\"saving\":499999999999995.00}]}");
  }

  @Test
  void writesWhatAReceiptSays() {
    Bytes out = new Bytes();
    Money price = Money.parse("EUR 1.20");
    PricedLine cola =
        new PricedLine("COLA", 2, price, Money.parse("EUR 2.00"), "flat-price", "1.0.0")
            .with("Cola", "drinks")
            .of(List.of("96385074", "COLA"));
    PricedLine deposit = PricedLine.deposit("DEP25", "Deposit", "", 2, Money.parse("EUR 0.25"));
    Money total = Money.parse("EUR 2.50");
    VatAmount vat = VatAmount.of(new BigDecimal("19"), total);
    Replies.priced(out, new Priced(total, List.of(cola, deposit), List.of(vat)), RevisionId.NONE);
    assertThat(text(out))
        .isEqualTo(
            """
            {"total_cost":2.50,"currency":"EUR","revision":0,"lines":[\
            {"product":"COLA","quantity":2,"unit_price":1.20,"cost":2.00,\
            "strategy":"flat-price","strategy_version":"1.0.0",\
            "name":"Cola","saving":0.40,"vat_class":"drinks","scanned":["96385074","COLA"]},\
            {"product":"DEP25","quantity":2,"unit_price":0.25,"cost":0.50,"deposit":true,\
            "name":"Deposit","saving":0.00}],\
            "vat":[{"percent":19,"gross":2.50,"net":2.10,"tax":0.40}]}\
            """);
  }

  @Test
  void writesWhatWasWeighedWithItsWeight() {
    Bytes out = new Bytes();
    Money cost = Money.parse("EUR 1.03");
    PricedLine line =
        new PricedLine(
            "APPLES",
            1,
            Money.parse("EUR 2.99"),
            cost,
            "flat-price",
            "1.0.0",
            Weight.ofKilograms("0.345"));
    Replies.priced(out, new Priced(cost, List.of(line)), RevisionId.NONE);
    assertThat(text(out))
        .contains("\"quantity\":1,\"weight\":0.345,\"unit_price\":2.99,\"cost\":1.03,");
  }

  @Test
  void writesWhatPromotionsDid() {
    PricedLine sandwich =
        line("SW1", "EUR 3.00")
            .with(money("EUR 2.70"), List.of(new Allocation("lunch", money("EUR 0.30"))));
    PricedLine cola =
        line("CO1", "EUR 2.00")
            .with(money("EUR 1.80"), List.of(new Allocation("lunch", money("EUR 0.20"))));
    AppliedPromotion lunch =
        new AppliedPromotion(
            "lunch",
            "Lunch deal",
            "meal-deal",
            "1.0.0",
            1,
            money("EUR 0.50"),
            List.of(new Pieces("SW1", "main", 1, 0), new Pieces("CO1", "drink", 1, 0)));

    assertThat(
            promoted(List.of(sandwich, cola), new Promoted(List.of(lunch), true, null, List.of())))
        .isEqualTo(
            """
            {"total_cost":4.50,"currency":"EUR","revision":0,"lines":[\
            {"product":"SW1","quantity":1,"unit_price":3.00,"cost":2.70,\
            "strategy":"flat-price","strategy_version":"1.0.0","name":"","saving":0.30,\
            "plain_cost":3.00,"promotions":[{"id":"lunch","off":0.30}]},\
            {"product":"CO1","quantity":1,"unit_price":2.00,"cost":1.80,\
            "strategy":"flat-price","strategy_version":"1.0.0","name":"","saving":0.20,\
            "plain_cost":2.00,"promotions":[{"id":"lunch","off":0.20}]}],\
            "promotions":[{"id":"lunch","name":"Lunch deal","kind":"meal-deal@1.0.0","times":1,\
            "saving":0.50,"pieces":[{"product":"SW1","role":"main","paid":1,"given":0},\
            {"product":"CO1","role":"drink","paid":1,"given":0}]}],"proven":true}\
            """);
  }

  @Test
  void writesNeitherAnEmptyNameNorAnEmptyRole() {
    AppliedPromotion soft =
        new AppliedPromotion(
            "soft",
            "",
            "threshold",
            "2.1.0",
            1,
            money("EUR 0.50"),
            List.of(new Pieces("CO1", "", 3, 1)));

    assertThat(promoted(List.of(), new Promoted(List.of(soft), true, null, List.of())))
        .contains(
            """
            "promotions":[{"id":"soft","kind":"threshold@2.1.0","times":1,"saving":0.50,\
            "pieces":[{"product":"CO1","paid":3,"given":1}]}]\
            """);
  }

  @Test
  void saysHowMuchBetterAnUnprovenDealCouldBe() {
    Promoted promoted = new Promoted(List.of(), false, Money.parse("JPY 120"), List.of());

    assertThat(promoted(List.of(), promoted))
        .endsWith("\"promotions\":[],\"proven\":false,\"could_save\":120}");
  }

  @Test
  void writesWhatBecameOfEachPromotion() {
    Promoted promoted =
        new Promoted(
            List.of(),
            true,
            null,
            List.of(
                new ExplainedPromotion(
                    "fifty", Outcome.AMOUNT_MISSING, "3.10 short of 50.00", 0, money("EUR 3.10")),
                new ExplainedPromotion(
                    "lunch", Outcome.PIECES_MISSING, "0 of 1 pieces in \"drink\"", 1, null),
                new ExplainedPromotion(
                    "members", Outcome.MEMBERS_ONLY, "it is for members only", 0, null)));

    assertThat(promoted(List.of(line("SW1", "EUR 3.00")), promoted))
        .endsWith(
            """
            "saving":0.00,"plain_cost":3.00}],"promotions":[],"proven":true,"explained":[\
            {"id":"fifty","outcome":"amount_missing","detail":"3.10 short of 50.00","amount":3.10},\
            {"id":"lunch","outcome":"pieces_missing",\
            "detail":"0 of 1 pieces in \\"drink\\"","pieces":1},\
            {"id":"members","outcome":"members_only","detail":"it is for members only"}]}\
            """);
  }

  @Test
  void saysNothingOfPromotionsInAChainWithoutThem() {
    Bytes out = new Bytes();
    Replies.priced(
        out,
        new Priced(Money.parse("EUR 3.00"), List.of(line("SW1", "EUR 3.00"))),
        RevisionId.NONE);

    assertThat(text(out))
        .doesNotContain("promotions", "proven", "could_save", "explained", "plain_cost");
  }

  private static Money money(String amount) {
    return Money.parse(amount);
  }

  private static PricedLine line(String product, String price) {
    return new PricedLine(product, 1, money(price), money(price), "flat-price", "1.0.0");
  }

  private static String promoted(List<PricedLine> lines, Promoted promoted) {
    Bytes out = new Bytes();
    Money total = lines.stream().map(PricedLine::cost).reduce(money("EUR 0.00"), Money::plus);
    Replies.priced(out, new Priced(total, lines, List.of(), promoted), RevisionId.NONE);
    return text(out);
  }

  @Test
  void writesAProblem() {
    Bytes out = new Bytes();
    Replies.problem(
        out,
        "id-1",
        new Refusal(
            Problem.INVALID_REQUEST, "no \"good\"", "items[2]", 3, 4, List.of("A", "\u2028")));

    assertThat(text(out))
        .isEqualTo(
            "{\"type\":\"urn:supermarket:error:invalid_request\",\"title\":\"The request cannot be"
                + " understood\",\"status\":400,\"detail\":\"no"
                + " \\\"good\\\"\",\"error\":\"invalid_request\","
                + "\"request_id\":\"id-1\",\"field\":\"items[2]\",\"line\":3,\"column\":4,"
                + "\"products\":[\"A\",\"\u2028\"]}");
  }

  private static String text(Bytes bytes) {
    return StandardCharsets.UTF_8.decode(bytes.view()).toString();
  }
}
