package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import supermarket.itests.Store.Reply;

/** Baskets over HTTP and ActiveMQ, priced by the strategies that ship. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PricingIT {

  private Store store;

  @Configuration
  public Option[] container() {
    return Container.of(PricingIT.class);
  }

  @Before
  public void open() {
    store = Store.of(Container.home(PricingIT.class));
  }

  @After
  public void close() {
    store.close();
  }

  private void assertTotal(String total, String... items) {
    Reply reply = store.price("u1", items);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.total()).isEqualTo(new BigDecimal(total));
  }

  @Test
  public void theReferenceBasketsHaveTheirPrices() {
    assertTotal("22.45", "GR1", "SR1", "GR1", "GR1", "CF1");
    assertTotal("3.11", "GR1", "GR1");
    assertTotal("16.61", "SR1", "SR1", "GR1", "SR1");
    assertTotal("30.57", "GR1", "CF1", "SR1", "CF1", "CF1");
    assertTotal("0.00");
  }

  @Test
  public void aReplyNamesEachLineItsRuleAndTheRulesVersion() {
    Reply reply = store.price("u1", "SR1", "CF1*3", "SR1*2");

    assertThat(reply.body())
        .contains("\"total_cost\":35.96", "\"currency\":\"EUR\"")
        .containsPattern(
            "\"lines\":\\[\\{\"product\":\"SR1\",\"quantity\":3,\"unit_price\":5\\.00,\"cost\":13\\.50,"
                + "\"strategy\":\"bulk-price\",\"strategy_version\":\"1\\.0\\.0[^\"]*\","
                + "\"name\":\"Strawberries\",\"saving\":1\\.50\\},"
                + "\\{\"product\":\"CF1\",\"quantity\":3,\"unit_price\":11\\.23,\"cost\":22\\.46,"
                + "\"strategy\":\"bulk-discount\"");
  }

  @Test
  public void aChainWithoutPromotionsSaysNothingOfThem() {
    Till till = Till.in(store, "sp1");
    String reply = till.price("MF1*2", "GR1").body();

    assertThat(reply)
        .matches(
            "\\{\"total_cost\":13\\.11,\"currency\":\"EUR\",\"revision\":\\d+,\"lines\":\\["
                + "\\{\"product\":\"MF1\",\"quantity\":2,\"unit_price\":5\\.00,\"cost\":10\\.00,"
                + "\"strategy\":\"flat-price\",\"strategy_version\":\"[^\"]+\","
                + "\"name\":\"Muffin\",\"saving\":0\\.00\\},"
                + "\\{\"product\":\"GR1\",\"quantity\":1,\"unit_price\":3\\.11,\"cost\":3\\.11,"
                + "\"strategy\":\"buy-one-get-one-free\",\"strategy_version\":\"[^\"]+\","
                + "\"name\":\"Green tea\",\"saving\":0\\.00\\}\\]\\}");
    assertThat(till.codes("LUNCH").member().explain().price("MF1*2", "GR1").body())
        .isEqualTo(reply);
  }

  @Test
  public void aWeightFixesThePriceOfWhatIsSoldByIt() throws IOException {
    Path file = Container.home(PricingIT.class).resolve("etc/catalogue.json");
    String text = Files.readString(file);
    String weighed =
        "{\"code\": \"%s\", \"unit_price\": %s, \"currency\": \"%s\","
            + " \"sold_by\": \"weight\", \"strategy\": \"flat-price\"}";
    Files.writeString(
        file,
        text.replaceFirst(
            "\\]\\s*\\}\\s*$",
            ", "
                + weighed.formatted("APPLES", "2.99", "EUR")
                + ", "
                + weighed.formatted("TRUFFLES", "1990.00", "EUR")
                + ", "
                + weighed.formatted("RICE", "350", "JPY")
                + ", "
                + weighed.formatted("DATES", "1.250", "KWD")
                + "]}"));
    await()
        .until(() -> weigh("APPLES", "1").status() == 200 && weigh("DATES", "1").status() == 200);

    assertThat(weigh("APPLES", "0.345").body())
        .contains(
            "\"total_cost\":1.03,",
            "\"quantity\":1,\"weight\":0.345,\"unit_price\":2.99,\"cost\":1.03,");
    assertThat(weigh("TRUFFLES", "\"0.003\"").body()).contains("\"total_cost\":5.97,");
    assertThat(weigh("RICE", "0.010").body()).contains("\"total_cost\":4,", "JPY");
    assertThat(weigh("DATES", "0.5").body()).contains("\"total_cost\":0.625,", "KWD");
    assertThat(weigh("APPLES", "0.0025"))
        .satisfies(
            refused -> assertThat(refused.status()).isEqualTo(400),
            refused -> assertThat(refused.body()).contains("\"field\":\"items[0].weight\""));
    for (Reply otherwise : List.of(weigh("GR1", "0.5"), store.price("u1", "APPLES*2"))) {
      assertThat(otherwise.status()).isEqualTo(422);
      assertThat(otherwise.error()).isEqualTo("wrong_measure");
      assertThat(otherwise.body()).containsPattern("\"products\":\\[\"(GR1|APPLES)\"\\]");
    }
  }

  private Reply weigh(String product, String weight) {
    return store.post(
        "{\"supermarket_id\": \"sp1\", \"user_id\": \"u1\", \"items\": [{\"product\": \"%s\","
                .formatted(product)
            + " \"weight\": %s}]}".formatted(weight));
  }

  @Test
  public void aBasketOfTenThousandItemsIsPriced() {
    String[] items = new String[10_000];
    for (int i = 0; i < items.length; i++) {
      items[i] = i % 2 == 0 ? "GR1" : "MF1";
    }

    assertTotal("32775.00", items);
  }

  @Test
  public void twoHundredUsersAtOnceGetTheirOwnTotals() {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    List<BigDecimal> totals = new ArrayList<>();
    for (int user = 1; user <= 200; user++) {
      for (int basket = 1; basket <= 3; basket++) {
        int quantity = user * 3 + basket;
        replies.add(
            store.postAsync(Store.basket("user-" + user, "MF1*" + quantity, "GR1*" + user)));
        totals.add(
            new BigDecimal("5.00")
                .multiply(BigDecimal.valueOf(quantity))
                .add(new BigDecimal("3.11").multiply(BigDecimal.valueOf(user - user / 2))));
      }
    }

    assertThat(replies).map(CompletableFuture::join).map(Reply::total).isEqualTo(totals);
  }

  @Test
  public void theRequestIdIsEchoed() {
    Reply reply = store.post(Store.basket("u1", "GR1"), "X-Request-Id", "till-7/42");

    assertThat(reply.header("X-Request-Id")).isEqualTo("till-7/42");
    assertThat(store.price("u1", "GR1").header("X-Request-Id")).isNotEmpty();
  }
}
