package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Which price a basket has: by its store's list and clock. */
class PricesTest {

  private static final UserId AUCKLAND = new UserId("akl", "ann");
  private static final UserId LOS_ANGELES = new UserId("lax", "ann");
  private static final UserId TOKYO = new UserId("tyo", "ann");
  private static final UserId NOWHERE = new UserId("?", "ann");

  /** Monday 00:00 in Auckland, and in Los Angeles 21 hours later. */
  private static final Instant MONDAY_IN_AUCKLAND = Instant.parse("2026-12-06T11:00:00Z");

  private static final Instant MONDAY_IN_LOS_ANGELES = Instant.parse("2026-12-07T08:00:00Z");

  @TempDir Path folder;
  private Path file;
  private ProductManager manager;

  @BeforeEach
  void start() throws IOException {
    file =
        Files.writeString(
            folder.resolve("catalogue.json"),
            """
            {"products": [
              {"code": "A", "unit_price": 1.00, "strategy": "flat"},
              {"code": "B", "unit_price": 2.00, "strategy": "flat"}]}
            """);
    manager = Nodes.of(file, folder.resolve("kept.json"), folder);
    manager.begin();
    manager.stage().agree(RevisionId.NONE);
    for (String name : List.of("flat", "other")) {
      manager
          .use()
          .begin(
              new RegisteredStrategy(
                  new StrategyId(name, "1.0.0", name.length()),
                  new Saying(name + " it is"),
                  "bundle." + name,
                  1,
                  new Version("1.0.0"),
                  0));
    }
    make(
        manager
            .chain()
            .stores(
                stores ->
                    stores
                        .withList("japan", CurrencyUnit.JPY)
                        .withList("gulf", CurrencyUnit.of("KWD"))
                        .withList("south", CurrencyUnit.EUR)
                        .with(store("akl", "Pacific/Auckland", "default"))
                        .with(store("lax", "America/Los_Angeles", "south"))
                        .with(store("tyo", "Asia/Tokyo", "japan"))));
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  private static Store store(String id, String zone, String list) {
    return new Store(id, "", Set.of(), ZoneId.of(zone), list);
  }

  private void make(CatalogueChange change) {
    assertThat(manager.chain().rehearse(change, true)).isEmpty();
    manager.stage().agree(RevisionId.NONE);
    manager.chain().make(change, RevisionId.NONE);
  }

  private void price(String code, String amount, String list, String from, String until) {
    make(manager.chain().price(code, amount, Map.of(), PriceScope.of(list, from, until), true));
  }

  private String price(String code, UserId user, Instant at) throws InterruptedException {
    try (Edition edition = pin()) {
      return price(edition.quotes(user, at).orElseThrow(), code);
    }
  }

  private Edition pin() throws InterruptedException {
    return manager.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime());
  }

  private static String price(Quotes quotes, String code) {
    return switch (quotes.offer(code)) {
      case Offer.Available available -> available.unitPrice().toString();
      case Offer.Unavailable(String why) -> why;
    };
  }

  private Product product(String code) {
    return manager.catalogue().product(code).orElseThrow().product();
  }

  private PriceTag tag(String code, UserId user, Instant at) throws InterruptedException {
    try (Edition edition = manager.priceBook().pin(Set.of(code), RevisionId.NONE, 0)) {
      return edition.quotes(user, at).orElseThrow().tag(code);
    }
  }

  @Test
  void aTagHasThePriceOfNowAndThoseToCome() throws InterruptedException {
    price("A", "1.10", "", "2026-12-07", "");
    price("A", "0.80", "", "2026-12-24", "2026-12-27");
    price("A", "1.10", "south", "", "");
    PriceTag auckland = tag("A", AUCKLAND, MONDAY_IN_AUCKLAND.minusSeconds(1));
    assertThat(auckland.now())
        .isEqualTo(new PriceTag.Price(Money.parse("EUR 1.00"), "flat", "flat it is", ""));
    assertThat(auckland.later())
        .extracting(later -> later.from() + " " + later.price().unitPrice())
        .containsExactly(
            "2026-12-07T00:00+13:00 EUR 1.10",
            "2026-12-24T00:00+13:00 EUR 0.80",
            "2026-12-27T00:00+13:00 EUR 1.10");
    assertThat(tag("A", AUCKLAND, MONDAY_IN_AUCKLAND).now().unitPrice())
        .isEqualTo(Money.parse("EUR 1.10"));
    assertThat(tag("A", LOS_ANGELES, MONDAY_IN_AUCKLAND).later())
        .as("its list has a price of its own, which does not change")
        .isEmpty();
    assertThat(tag("A", TOKYO, MONDAY_IN_AUCKLAND).now().flaw()).contains("no price in JPY");
    assertThat(tag("?", TOKYO, MONDAY_IN_AUCKLAND)).isNull();
  }

  /** The clock of Berlin is put from 02:00 to 03:00. */
  @Test
  void ofWhatBeginsInTheHourThatIsLeftOutTheLastIsTold() throws InterruptedException {
    make(manager.chain().stores(stores -> stores.with(store("ber", "Europe/Berlin", "default"))));
    price("A", "0.70", "", "2027-03-28T02:10:00", "2027-03-28T02:40:00");
    price("A", "1.20", "", "2027-03-28T02:50:00", "");
    assertThat(tag("A", new UserId("ber", "ann"), Instant.parse("2027-03-27T12:00:00Z")).later())
        .extracting(later -> later.from() + " " + later.price().unitPrice())
        .containsExactly("2027-03-28T03:00+02:00 EUR 1.20");
  }

  @Test
  void tagsAreInTheOrderOfTheirCodesWhateverComesAndGoes() throws InterruptedException {
    make(manager.chain().add(entry("C")));
    assertThat(codes("")).containsExactly("A", "B", "C");
    assertThat(codes("A")).containsExactly("B", "C");
    price("B", "2.10", "", "", "");
    assertThat(codes("AB")).containsExactly("B", "C");
    make(manager.chain().remove("B"));
    assertThat(codes("")).containsExactly("A", "C");
  }

  private List<String> codes(String after) throws InterruptedException {
    try (Edition edition = manager.priceBook().pin(Set.of(), RevisionId.NONE, 0)) {
      return edition.quotes(NOWHERE, Instant.EPOCH).orElseThrow().codes(after, 3);
    }
  }

  private static ProductEntry entry(String code) {
    return new ProductEntry(code, "", "1.00", "", "flat", "", Map.of());
  }

  @Test
  void oneSwitchComesAtMidnightOfEachStore() throws Exception {
    price("A", "1.50", "", "2026-12-07", "");
    assertThat(price("A", AUCKLAND, MONDAY_IN_AUCKLAND.minusMillis(1))).isEqualTo("EUR 1.00");
    assertThat(price("A", AUCKLAND, MONDAY_IN_AUCKLAND)).isEqualTo("EUR 1.50");
    assertThat(price("A", LOS_ANGELES, MONDAY_IN_AUCKLAND)).isEqualTo("EUR 1.00");
    assertThat(price("A", LOS_ANGELES, MONDAY_IN_LOS_ANGELES.minusMillis(1))).isEqualTo("EUR 1.00");
    assertThat(price("A", LOS_ANGELES, MONDAY_IN_LOS_ANGELES)).isEqualTo("EUR 1.50");
    assertThat(price("A", NOWHERE, Instant.parse("2026-12-06T23:59:59Z"))).isEqualTo("EUR 1.00");
    assertThat(price("A", NOWHERE, Instant.parse("2026-12-07T00:00:00Z"))).isEqualTo("EUR 1.50");
  }

  @Test
  void aBasketThatIsInFlightAtTheSwitchHasOnePrice() throws Exception {
    price("A", "1.50", "", "2026-12-07", "");
    price("B", "2.50", "", "2026-12-07", "");
    try (Edition edition = pin()) {
      Quotes before = edition.quotes(AUCKLAND, MONDAY_IN_AUCKLAND.minusMillis(1)).orElseThrow();
      assertThat(price(before, "A")).isEqualTo("EUR 1.00");
      Quotes after = edition.quotes(AUCKLAND, MONDAY_IN_AUCKLAND).orElseThrow();
      assertThat(price(after, "A")).isEqualTo("EUR 1.50");
      assertThat(price(before, "B")).isEqualTo("EUR 2.00");
    }
  }

  @Test
  void aListHasItsOwnPricesInItsCurrency() throws Exception {
    price("A", "150", "japan", "", "");
    price("A", "0.305", "gulf", "", "");
    assertThat(price("A", TOKYO, Instant.EPOCH)).isEqualTo("JPY 150");
    assertThat(price("A", AUCKLAND, Instant.EPOCH)).isEqualTo("EUR 1.00");
    assertThat(price("B", TOKYO, Instant.EPOCH))
        .isEqualTo("product 'B' has no price in JPY, the currency of the price list 'japan'");
    make(manager.chain().stores(stores -> stores.with(store("tyo", "Asia/Kuwait", "gulf"))));
    assertThat(price("A", TOKYO, Instant.EPOCH)).isEqualTo("KWD 0.305");
  }

  @Test
  void aListThatSaysNothingHasTheDefaultPrice() throws Exception {
    assertThat(price("A", LOS_ANGELES, Instant.EPOCH)).isEqualTo("EUR 1.00");
    price("A", "0.80", "south", "", "");
    assertThat(price("A", LOS_ANGELES, Instant.EPOCH)).isEqualTo("EUR 0.80");
    price("A", "none", "south", "", "");
    assertThat(price("A", LOS_ANGELES, Instant.EPOCH)).isEqualTo("EUR 1.00");
    assertThat(product("A").overrides().isEmpty()).isTrue();
  }

  @Test
  void aNewPriceTakesThePlaceOfWhatHasBegunAndNotOfWhatIsToCome() {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).withNano(0);
    String begun = now.minusDays(3).toString();
    String comes = now.plusDays(3).toString();
    price("A", "1.10", "", begun, "");
    price("A", "1.20", "", comes, "");
    price("A", "1.05", "", now.minusDays(4).toString(), now.minusDays(2).toString());
    price("A", "1.30", "", "", "");
    assertThat(product("A").unitPrice()).hasToString("EUR 1.30");
    assertThat(product("A").overrides().all())
        .extracting(each -> each.words())
        .containsExactly("EUR 1.20");
  }

  @Test
  void aNewPriceKeepsTheRuleOfTheOneThatItTakesThePlaceOf() throws Exception {
    for (String list : List.of("default", "south")) {
      Path rows =
          Files.writeString(
              folder.resolve("r.csv"),
              "code,list,from,unit_price,strategy\nA," + list + ",2020-01-01,1.20,other\n");
      make(manager.chain().read(rows, false, PriceScope.OWN, true));
      make(manager.chain().price("A", "1.30", Map.of(), PriceScope.of(list), false));
      assertThat(strategy("A", LOS_ANGELES)).isEqualTo("other");
      assertThat(price("A", LOS_ANGELES, Instant.EPOCH)).isEqualTo("EUR 1.30");
    }
  }

  private String strategy(String code, UserId user) throws InterruptedException {
    try (Edition edition = pin()) {
      Offer offer = edition.quotes(user, Instant.EPOCH).orElseThrow().offer(code);
      return ((Offer.Available) offer).strategy().name();
    }
  }

  @Test
  void whatIsTakenAwayGivesBackWhatWasThere() throws Exception {
    price("A", "0.80", "south", "", "");
    price("A", "0.90", "south", "2020-01-01", "");
    assertThat(price("A", LOS_ANGELES, MONDAY_IN_LOS_ANGELES)).isEqualTo("EUR 0.90");
    price("A", "none", "south", "2020-01-01", "");
    assertThat(price("A", LOS_ANGELES, MONDAY_IN_LOS_ANGELES)).isEqualTo("EUR 0.80");
  }

  @Test
  void aRowOfAFileLeavesWhatItDoesNotSay() throws Exception {
    price("A", "0.80", "south", "", "");
    Path rows = Files.writeString(folder.resolve("r.csv"), "code,list,strategy\nA,south,other\n");
    make(manager.chain().read(rows, false, PriceScope.OWN, true));
    assertThat(price("A", LOS_ANGELES, Instant.EPOCH)).isEqualTo("EUR 0.80");
    assertThat(strategy("A", LOS_ANGELES)).isEqualTo("other");
  }

  @Test
  void aSlipIsAskedBackByThePriceThatLasts() {
    price("A", "0.40", "", "2020-01-01", "2999-01-01");
    assertRefused("0.30", "", "", "say --force");
    make(manager.chain().price("A", "1.10", Map.of(), PriceScope.OWN, false));
  }

  @Test
  void aNewProductOfAListThatIsNotDeclaredIsToldAndNotInForce() throws Exception {
    Files.writeString(
        file,
        """
        {"products": [
          {"code": "A", "unit_price": 1.00, "strategy": "flat"},
          {"code": "B", "unit_price": 2.00, "strategy": "flat"},
          {"code": "C", "unit_price": 2.00, "strategy": "flat", "prices": [
            {"list": "sotuh", "unit_price": 1.00}]}]}
        """);
    manager.look();
    manager.look();
    Alone.feed(manager);
    assertThat(manager.catalogue().product("C")).isEmpty();
    assertThat(manager.catalogue().fault("C").orElseThrow()).contains("'sotuh' is not declared");
  }

  @Test
  void aSlipIsRefused() {
    assertRefused("1", "japan2", "", "not declared");
    assertRefused("1.5", "japan", "", "in JPY");
    assertRefused("none", "japan", "", "no price for japan");
    assertRefused("9.00", "south", "", "say --force");
    assertRefused("9.00", "", "2026-12-07", "say --force");
    price("A", "1.10", "south", "2026-12-07", "2026-12-12");
    assertRefused("1.20", "south", "2026-12-11", "2026-12-14", "overlap");
  }

  private void assertRefused(String amount, String list, String from, String why) {
    assertRefused(amount, list, from, "", why);
  }

  private void assertRefused(String amount, String list, String from, String until, String why) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                manager
                    .chain()
                    .price("A", amount, Map.of(), PriceScope.of(list, from, until), false))
        .satisfies(e -> assertThat(e.getMessage()).contains(why));
  }

  @Test
  void aListWithPricesIsNotTakenAwayNorGivenAnotherCurrency() {
    price("A", "150", "japan", "", "");
    CatalogueChange dollars =
        manager.chain().stores(stores -> stores.withList("japan", CurrencyUnit.USD));
    assertThat(manager.chain().rehearse(dollars, true)).anyMatch(each -> each.contains("in USD"));
    CatalogueChange without =
        manager
            .chain()
            .stores(
                stores -> stores.with(store("tyo", "Asia/Tokyo", "default")).withoutList("japan"));
    assertThat(manager.chain().rehearse(without, true))
        .anyMatch(each -> each.contains("product A") && each.contains("not declared"));
  }

  @Test
  void otherChangesLeaveThePricesOfLists() {
    price("A", "150", "japan", "", "");
    price("A", "0.90", "south", "2026-12-07", "");
    make(manager.chain().strategy("A", "other", Map.of()));
    make(manager.chain().price("A", "1.01", Map.of(), PriceScope.OWN, false));
    assertThat(product("A").overrides().all()).hasSize(2);
    make(manager.chain().undo("A"));
    assertThat(product("A").overrides().all()).hasSize(2);
    assertThat(product("A").unitPrice()).hasToString("EUR 1.00");
  }

  @Test
  void theFileFollowsAndIsAnotherDoor() throws Exception {
    price("A", "150", "japan", "", "");
    price("A", "0.90", "south", "2026-12-07", "2026-12-12T20:00");
    manager.look();
    manager.look();
    assertThat(Files.readString(file))
        .contains(
            "\"prices\": [{\"list\": \"japan\", \"unit_price\": 150, \"currency\": \"JPY\"},"
                + " {\"list\": \"south\", \"from\": \"2026-12-07\", \"until\":"
                + " \"2026-12-12T20:00\", \"unit_price\": 0.90}]");
    Files.writeString(file, Files.readString(file).replace("150", "160"));
    manager.look();
    manager.look();
    Alone.feed(manager);
    assertThat(price("A", TOKYO, Instant.EPOCH)).isEqualTo("JPY 160");
    Files.writeString(file, Files.readString(file).replace("\"japan\"", "\"jappan\""));
    manager.look();
    manager.look();
    Alone.feed(manager);
    assertThat(price("A", TOKYO, Instant.EPOCH)).isEqualTo("JPY 160");
    assertThat(manager.catalogue().fault("A").orElseThrow()).contains("'jappan' is not declared");
  }

  @Test
  void aRuleOfAListThatIsNotThereIsTold() throws Exception {
    Files.writeString(
        file,
        """
        {"products": [
          {"code": "A", "unit_price": 1.00, "strategy": "flat"},
          {"code": "B", "unit_price": 2.00, "strategy": "flat"},
          {"code": "C", "unit_price": 2.00, "strategy": "flat", "prices": [
            {"list": "south", "strategy": "fla"}]}]}
        """);
    manager.look();
    manager.look();
    Alone.feed(manager);
    assertThat(price("C", AUCKLAND, Instant.EPOCH)).isEqualTo("EUR 2.00");
    assertThat(price("C", LOS_ANGELES, Instant.EPOCH)).contains("'fla'");
    assertThat(manager.catalogue().problems()).anyMatch(each -> each.contains("fla"));
  }

  @Test
  void aFileOfPricesIsOfAListAndATime() throws Exception {
    Path prices = Files.writeString(folder.resolve("p.csv"), "code,unit_price\nA,150\nB,300\n");
    make(manager.chain().read(prices, false, PriceScope.of("japan", "2026-12-07", ""), true));
    assertThat(price("B", TOKYO, Instant.parse("2026-12-06T15:00:00Z"))).isEqualTo("JPY 300");
    assertThat(price("B", TOKYO, Instant.parse("2026-12-06T14:59:59Z"))).contains("no price in");
    Path rows =
        Files.writeString(
            folder.resolve("r.csv"),
            """
            code,list,from,until,unit_price
            A,south,,,0.70
            A,south,2026-12-07,2026-12-09,0.60
            A,,,,1.10
            """);
    make(manager.chain().read(rows, false, PriceScope.OWN, true));
    assertThat(product("A").unitPrice()).hasToString("EUR 1.10");
    assertThat(product("A").overrides().all()).hasSize(3);
    assertThat(price("A", LOS_ANGELES, MONDAY_IN_LOS_ANGELES)).isEqualTo("EUR 0.60");
  }

  @Test
  void aWrongRowIsToldWithItsLine() throws Exception {
    Path rows =
        Files.writeString(
            folder.resolve("r.csv"),
            """
            code,list,from,unit_price
            A,south,,0.70
            A,south,,0.80
            X,south,,1.00
            B,south,monday,1.00
            B,japan,,1.50
            """);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> manager.chain().read(rows, false, PriceScope.OWN, true))
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .satisfiesExactly(
                        line -> assertThat(line).contains("line 3", "stands in line 2 too"),
                        line -> assertThat(line).contains("line 4", "no such product"),
                        line -> assertThat(line).contains("line 5", "is no time"),
                        line -> assertThat(line).contains("line 6", "in JPY")));
  }

  @Test
  void aStoreIsKnownByItsIdOnly() throws Exception {
    make(
        manager
            .chain()
            .stores(stores -> new Stores(true, stores.zone(), stores.lists(), stores.byId())));
    try (Edition edition = pin()) {
      assertThat(edition.quotes(NOWHERE, Instant.EPOCH)).isEmpty();
      assertThat(edition.quotes(AUCKLAND, Instant.EPOCH)).isPresent();
    }
  }
}
