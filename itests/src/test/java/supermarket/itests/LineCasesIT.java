package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import supermarket.itests.strategies.MultiBuy;

/**
 * What others have computed wrongly for one product, over HTTP and ActiveMQ. Each case names the
 * report.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LineCasesIT {

  private static final String STORES =
      """
      {"unknown_stores": "default_list",
       "price_lists": {"japan": "JPY", "bahrain": "BHD", "kuwait": "KWD"},
       "stores": [{"id": "tyo", "price_list": "japan"}, {"id": "bah", "price_list": "bahrain"},
         {"id": "kwt", "price_list": "kuwait"}]}
      """;

  private static final String PRODUCTS =
      """
      {"currency": "EUR", "products": [
        {"code": "CUT", "unit_price": 10.50, "strategy": "bulk-discount",
         "parameters": {"from": 1, "pay": "85%"}},
        {"code": "DOWN", "unit_price": 19.99, "strategy": "bulk-discount",
         "parameters": {"from": 1, "pay": "75%"}},
        {"code": "EACH", "unit_price": 3.25, "strategy": "bulk-discount",
         "parameters": {"from": 1, "pay": "90%"}},
        {"code": "GROWS", "unit_price": 366.06, "strategy": "bulk-discount",
         "parameters": {"from": 1, "pay": "90%"}},
        {"code": "RESIDUE", "unit_price": 399.00, "strategy": "bulk-discount",
         "parameters": {"from": 1, "pay": "0%"}},
        {"code": "FROM1", "unit_price": 5.00, "strategy": "bulk-price",
         "parameters": {"from": 1, "price": "4.50"}},
        {"code": "FROM3", "unit_price": 5.00, "strategy": "bulk-price",
         "parameters": {"from": 3, "price": "4.50"}},
        {"code": "WRAPS", "unit_price": 0.01, "strategy": "flat-price"},
        {"code": "THIRTEEN", "unit_price": 1.00, "strategy": "multi-buy",
         "parameters": {"take": 13, "pay": 10}},
        {"code": "YEN", "unit_price": 9.99, "strategy": "flat-price", "prices": [
          {"list": "japan", "unit_price": 1127, "currency": "JPY", "strategy": "bulk-discount",
           "parameters": {"from": 1, "pay": "90%"}}]},
        {"code": "HALFYEN", "unit_price": 9.99, "strategy": "flat-price", "prices": [
          {"list": "japan", "unit_price": 1234.99, "currency": "JPY"}]},
        {"code": "DINAR", "unit_price": 9.99, "strategy": "flat-price", "prices": [
          {"list": "bahrain", "unit_price": 2.275, "currency": "BHD"},
          {"list": "kuwait", "unit_price": 1.000, "currency": "KWD", "strategy": "bulk-discount",
           "parameters": {"from": 1, "pay": "1/3"}}]}]}
      """;

  private Store store;

  @Configuration
  public Option[] container() throws IOException {
    Option[] options = Container.of(LineCasesIT.class);
    Path home = Container.home(LineCasesIT.class);
    Files.writeString(home.resolve("etc/stores.json"), STORES);
    Files.writeString(home.resolve("etc/catalogue.json"), PRODUCTS);
    StrategyJar.named("multi-buy", MultiBuy.class).write(home.resolve("strategies/multi-buy.jar"));
    return options;
  }

  @Before
  public void open() {
    store = Store.of(Container.home(LineCasesIT.class));
  }

  @After
  public void close() {
    store.close();
  }

  private String totalIn(String supermarket, String... items) {
    return Till.in(store, supermarket).price(items).total();
  }

  private String total(String... items) {
    return totalIn("sp1", items);
  }

  /** Sylius/Sylius #14522. */
  @Test
  public void centsAreNotCutOff() {
    assertThat(total("CUT")).isEqualTo("8.93");
  }

  /** saleor/saleor #12040. */
  @Test
  public void whatIsPaidIsRoundedHalfUp() {
    assertThat(total("DOWN")).isEqualTo("14.99");
  }

  /** woocommerce/woocommerce #7853. */
  @Test
  public void aLineIsRoundedOnceAndNotForEachPiece() {
    assertThat(total("EACH*20")).isEqualTo("58.50");
  }

  /** vendurehq/vendure #3091. */
  @Test
  public void noErrorGrowsWithTheQuantity() {
    assertThat(total("GROWS*25")).isEqualTo("8236.35");
  }

  /** medusajs/medusa #12226. */
  @Test
  public void nothingToPayLeavesNoResidue() {
    Receipt receipt = Till.in(store, "sp1").price("RESIDUE");
    assertThat(receipt.total()).isEqualTo("0.00");
    assertThat(receipt.costs()).isEqualTo("0.00");
  }

  /** opencart/opencart #180. */
  @Test
  public void aThresholdIsReachedByItsOwnNumber() {
    assertThat(total("FROM1")).isEqualTo("4.50");
    assertThat(total("FROM3*2")).isEqualTo("10.00");
    assertThat(total("FROM3*3")).isEqualTo("13.50");
  }

  /** simplcommerce/SimplCommerce #1110. */
  @Test
  public void aQuantityBeyondThirtyTwoBitsIsOneLine() {
    Receipt receipt =
        Till.in(store, "sp1").price("WRAPS*1000000000", "WRAPS*1000000000", "WRAPS*147483648");
    assertThat(receipt.costs()).isEqualTo("21474836.48");
    assertThat(receipt.total()).isEqualTo("21474836.48");
    assertThat(receipt.body()).contains("\"quantity\":2147483648,");
  }

  /** frappe/books PR #1449. */
  @Test
  public void yenHaveNoDecimals() {
    Receipt receipt = Till.in(store, "tyo").price("YEN");
    assertThat(receipt.total()).isEqualTo("1014");
    assertThat(receipt.costs()).isEqualTo("1014");
    Reply refused = Till.in(store, "tyo").post("HALFYEN");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.body()).contains("[\"HALFYEN\"]");
  }

  /** odoo/odoo PR #287145. */
  @Test
  public void dinarsHaveThreeDecimals() {
    assertThat(totalIn("bah", "DINAR")).isEqualTo("2.275");
    assertThat(totalIn("kwt", "DINAR")).isEqualTo("0.333");
  }

  /** odoo/odoo PR #211087. */
  @Test
  public void thePiecesAfterTheTenthAreFreeUpToTheThirteenth() {
    await().until(() -> Till.in(store, "sp1").post("THIRTEEN").status() == 200);
    for (int pieces = 10; pieces <= 13; pieces++) {
      assertThat(total("THIRTEEN*" + pieces)).isEqualTo("10.00");
    }
    assertThat(total("THIRTEEN*14")).isEqualTo("11.00");
  }
}
