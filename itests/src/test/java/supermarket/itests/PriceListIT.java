package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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

/** Prices by the list and the clock of a store, over HTTP and ActiveMQ. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PriceListIT {

  private static final String STORES =
      """
      {"unknown_stores": "default_list",
       "price_lists": {"japan": "JPY", "gulf": "KWD"},
       "stores": [
         {"id": "akl", "name": "Auckland", "zone": "Pacific/Auckland"},
         {"id": "lax", "name": "Los Angeles", "zone": "America/Los_Angeles"},
         {"id": "tyo", "name": "Ginza", "zone": "Asia/Tokyo", "price_list": "japan"},
         {"id": "kwt", "name": "Souq", "zone": "Asia/Kuwait", "price_list": "gulf"}]}
      """;

  private final Path home = Container.home(PriceListIT.class);
  private Store store;

  @Configuration
  public Option[] container() {
    return Container.of(PriceListIT.class);
  }

  @Before
  public void open() {
    store = Store.of(home);
  }

  @After
  public void close() {
    store.close();
  }

  private Reply price(String supermarket, String... products) {
    return store.post(
        "{\"supermarket_id\": \"%s\", \"user_id\": \"u1\", \"items\": [\"%s\"]}"
            .formatted(supermarket, String.join("\", \"", products)));
  }

  /** Writes files as their authors would, and waits until a product of the second is priced. */
  private void write(String stores, String products, String awaited) throws IOException {
    Files.writeString(home.resolve("etc/stores.json"), stores);
    Files.writeString(
        home.resolve("etc/catalogue.json"),
        "{\"currency\": \"EUR\", \"products\": [" + products + "]}");
    await().until(() -> price("akl", awaited).status() == 200);
  }

  @Test
  public void aListHasItsOwnPricesAndItsCurrency() throws IOException {
    write(
        STORES,
        """
        {"code": "TEA", "unit_price": 3.11, "strategy": "buy-one-get-one-free", "prices": [
          {"list": "japan", "unit_price": 480, "currency": "JPY"},
          {"list": "gulf", "unit_price": 1.055, "currency": "KWD", "strategy": "flat-price"}]},
        {"code": "RICE", "unit_price": 2.00, "strategy": "flat-price"},
        {"code": "LAST", "unit_price": 1.00, "strategy": "flat-price"}
        """,
        "LAST");
    await()
        .untilAsserted(
            () ->
                assertThat(price("tyo", "TEA", "TEA", "TEA").body())
                    .contains("\"total_cost\":960,", "\"currency\":\"JPY\""));
    assertThat(price("kwt", "TEA", "TEA").body())
        .contains("\"total_cost\":2.110,", "\"currency\":\"KWD\"", "flat-price");
    assertThat(price("akl", "TEA", "TEA").body()).contains("\"total_cost\":3.11,", "EUR");
    assertThat(price("sp1", "TEA").body()).as("an unknown store").contains("\"total_cost\":3.11,");
    assertThat(price("tyo", "TEA", "RICE"))
        .satisfies(
            refused -> assertThat(refused.status()).isEqualTo(422),
            refused -> assertThat(refused.error()).isEqualTo("strategy_not_found"),
            refused -> assertThat(refused.body()).contains("no price in JPY", "[\"RICE\"]"));
    assertThat(store.post("{\"supermarket_id\":\"tyo\",\"user_id\":\"u\",\"items\":[]}").body())
        .contains("\"currency\":\"JPY\"");

    Files.writeString(
        home.resolve("etc/stores.json"), STORES.replace("\"default_list\"", "\"refused\""));
    await().until(() -> price("sp1", "TEA").status() == 404);
    Reply unknown = price("sp1", "TEA");
    assertThat(unknown.error()).isEqualTo("store_not_found");
    assertThat(unknown.header("Content-Type")).startsWith("application/problem+json");
    assertThat(price("akl", "TEA").status()).isEqualTo(200);
  }

  @Test
  public void aKioskLooksUpPrices() throws IOException {
    LocalDate monday = LocalDate.now(ZoneOffset.UTC).plusDays(9);
    write(
        STORES,
        """
        {"code": "TEA", "name": "Green tea", "gtins": "4006381333931", "unit_price": 3.11,
         "strategy": "buy-one-get-one-free", "prices": [
           {"list": "japan", "unit_price": 480, "currency": "JPY"},
           {"from": "%s", "unit_price": 2.99}]},
        {"code": "RICE", "unit_price": 2.00, "strategy": "no-such"},
        {"code": "LAST", "unit_price": 1.00, "strategy": "flat-price"}
        """
            .formatted(monday),
        "LAST");
    String tea = "/api/products/4006381333931?store=akl";
    await().untilAsserted(() -> assertThat(store.get(tea).body()).contains("\"later\""));
    String offset =
        monday.atStartOfDay(ZoneId.of("Pacific/Auckland")).toOffsetDateTime().getOffset().getId();
    assertThat(store.get(tea).body())
        .contains("\"product\":\"TEA\"", "\"unit_price\":3.11,\"currency\":\"EUR\"")
        .contains("\"rule\":\"buy one, get one free\"")
        .contains("\"later\":[{\"from\":\"" + monday + "T00:00:00" + offset + "\"")
        .contains("\"unit_price\":2.99");
    assertThat(store.get("/api/products/TEA?store=tyo").body())
        .contains("\"unit_price\":480,\"currency\":\"JPY\"")
        .doesNotContain("later");
    assertThat(store.get("/api/products/RICE?store=akl").error()).isEqualTo("strategy_not_found");
    assertThat(store.get("/api/products/NONE?store=akl").error()).isEqualTo("product_not_found");
    assertThat(store.get("/api/products/4006381333932?store=akl").error()).isEqualTo("misread");

    String page = store.get("/api/products?store=akl").body();
    assertThat(page)
        .contains("\"product\":\"LAST\"", "\"product\":\"RICE\"", "\"product\":\"TEA\"")
        .contains("\"unpriced\":\"", "no-such")
        .doesNotContain("\"next\"");
    assertThat(store.get("/api/products?store=akl&after=RICE").body())
        .startsWith("{\"products\":[{\"product\":\"TEA\"");
    String tag = store.get(tea).header("ETag");
    assertThat(store.get(tea).header("ETag")).isNotEmpty().isEqualTo(tag);
    Files.writeString(
        home.resolve("etc/catalogue.json"),
        Files.readString(home.resolve("etc/catalogue.json")).replace("2.99", "2.98"));
    await().untilAsserted(() -> assertThat(store.get(tea).header("ETag")).isNotEqualTo(tag));
  }

  @Test
  public void aReplyHasWhatAReceiptSays() throws IOException {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    write(
        STORES.replace(
            "\"stores\":",
            """
            "vat": {
              "default": {"standard": [{"percent": 25}, {"percent": 19, "from": "%s"}],
                          "food": [{"percent": 7}, {"percent": 9, "from": "%s"}]},
              "japan": {"standard": 10, "food": 8}},
            "stores":\
            """
                .formatted(now.minusDays(2).toLocalDate(), now.plusDays(3).toLocalDate())),
        """
        {"code": "BREAD", "name": "Bread", "unit_price": 3.00, "vat": "food",
         "strategy": "buy-one-get-one-free",
         "prices": [{"list": "japan", "unit_price": 480, "currency": "JPY"}]},
        {"code": "COLA", "name": "Cola", "unit_price": 1.20, "deposit": "DEP25",
         "strategy": "flat-price"},
        {"code": "WATER", "unit_price": 0.49, "deposit": "DEP25", "strategy": "flat-price"},
        {"code": "DEP25", "name": "Deposit", "unit_price": 0.25, "strategy": "flat-price"}
        """,
        "WATER");
    await()
        .untilAsserted(
            () ->
                assertThat(price("akl", "COLA", "BREAD", "BREAD", "WATER", "COLA").body())
                    .contains(
                        "\"total_cost\":6.64,",
                        "\"name\":\"Bread\",\"saving\":3.00,\"vat_class\":\"food\"}",
                        "{\"product\":\"DEP25\",\"quantity\":3,\"unit_price\":0.25,\"cost\":0.75,"
                            + "\"deposit\":true,\"name\":\"Deposit\",\"saving\":0.00}",
                        "\"vat\":[{\"percent\":7,\"gross\":3.00,\"net\":2.80,\"tax\":0.20},"
                            + "{\"percent\":19,\"gross\":3.64,\"net\":3.06,\"tax\":0.58}]"));
    assertThat(price("tyo", "BREAD").body())
        .contains("\"vat\":[{\"percent\":8,\"gross\":480,\"net\":444,\"tax\":36}]");
    assertThat(price("tyo", "COLA").status()).as("no price in yen").isEqualTo(422);
  }

  @Test
  public void whatIsScannedMayBeAGtinOrALabel() throws IOException {
    write(
        STORES.replace(
            "\"stores\":", "\"labels\": [\"20IIIIIPPPPPC\", \"22IIIIIWWWWWC\"], \"stores\":"),
        """
        {"code": "TEA", "unit_price": 3.11, "strategy": "buy-one-get-one-free",
         "gtins": ["4006381333931", "96385074"]},
        {"code": "HAM", "unit_price": 20.00, "sold_by": "weight", "plu": "217",
         "strategy": "flat-price", "prices": [
           {"list": "japan", "unit_price": 3000, "currency": "JPY"}]},
        {"code": "SCANNED", "unit_price": 1.00, "strategy": "flat-price"}
        """,
        "SCANNED");
    await().until(() -> price("akl", "96385074").status() == 200);
    assertThat(price("akl", "4006381333931", "TEA", "96385074", "2200217003452").body())
        .contains(
            "\"total_cost\":13.12,",
            "\"scanned\":[\"4006381333931\",\"TEA\",\"96385074\"]",
            "\"product\":\"HAM\",\"quantity\":1,\"weight\":0.345,\"unit_price\":20.00,\"cost\":6.90,",
            "\"scanned\":[\"2200217003452\"]");
    assertThat(price("akl", "2000217012993", "2000217012993").body())
        .as("two pieces with the same label")
        .contains("\"total_cost\":25.98,", "\"unit_price\":12.99,\"cost\":12.99,");
    assertThat(price("tyo", "2000217012993").body())
        .contains("\"total_cost\":1299,", "\"currency\":\"JPY\"");
    Reply misread = price("akl", "TEA", "4006381333932");
    assertThat(misread.status()).isEqualTo(422);
    assertThat(misread.error()).isEqualTo("misread");
    assertThat(misread.body()).contains("check digit", "[\"4006381333932\"]");
  }

  @Test
  public void eachStoreSwitchesByItsOwnClock() throws IOException {
    LocalDateTime inUtc = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    write(
        STORES,
        """
        {"code": "SWITCHED", "unit_price": 3.11, "strategy": "flat-price", "prices": [
          {"from": "%s", "unit_price": 3.29}]}
        """
            .formatted(inUtc),
        "SWITCHED");
    assertThat(price("akl", "SWITCHED").body()).as("it is later there").contains("3.29");
    assertThat(price("lax", "SWITCHED").body()).as("it is earlier there").contains("3.11");
  }

  @Test
  public void noBasketHasPricesOfBothSidesOfASwitch() throws IOException {
    Instant at = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
    String local = LocalDateTime.ofInstant(at, ZoneId.of("Pacific/Auckland")).toString();
    String product =
        "{\"code\": \"%s\", \"unit_price\": 1.00, \"strategy\": \"flat-price\","
            + " \"prices\": [{\"from\": \"%s\", \"unit_price\": 3.00}]}";
    write(
        STORES,
        product.formatted("SUGAR", local) + "," + product.formatted("COFFEE", local),
        "COFFEE");
    List<BigDecimal> totals = new ArrayList<>();
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              Reply reply = price("akl", "SUGAR", "COFFEE");
              assertThat(reply.status()).isEqualTo(200);
              totals.add(reply.total());
              return Instant.now().isAfter(at.plusSeconds(1));
            });
    assertThat(totals)
        .as("the old price, then the new one, and never one of each")
        .isSorted()
        .containsOnly(new BigDecimal("2.00"), new BigDecimal("6.00"));
  }
}
