package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.operation.Quarantined;

class CompletionTest {

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final FakeQuarantine workers = new FakeQuarantine();
  private final FakeServer server = new FakeServer("server-1");
  private final Apps apps = new Apps();
  private final Completion completion = new Completion(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.quarantine = workers;
    apps.servers = List.of(server);
  }

  /** The candidates for the last word. */
  private List<String> offered(String... words) {
    return completion.candidates(words[0], List.of(words), words.length - 1);
  }

  @Test
  void productsAreOfferedWhereAProductStands() {
    assertThat(offered("strategy:show", "")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("product:price", "")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("product:strategy", "")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("basket:price", "sp1", "u7", "GR1", ""))
        .containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("strategy:show", "GR1", "")).isEmpty();
    assertThat(offered("basket:price", "")).isEmpty();
    assertThat(offered("product:list", "")).isEmpty();
  }

  @Test
  void thePriceToChangeIsOffered() {
    assertThat(offered("product:price", "GR1", "")).containsExactly("3.11");
    assertThat(offered("product:price", "none", "")).isEmpty();
  }

  @Test
  void eachStrategyIsOfferedOnce() {
    assertThat(offered("product:strategy", "GR1", ""))
        .containsExactly("bulk-price", "buy-one-get-one-free");
  }

  @Test
  void strategiesOnTrialAreOfferedWhereOneStands() {
    assertThat(offered("strategy:diff", "")).isEmpty();
    catalogue.strategies.add(
        new StrategyStatus(
            new StrategyId("bulk-price", "2.0.0", 44),
            "supermarket.strategy.bulk.price",
            19,
            0,
            new Audience(10),
            true,
            List.of("SR1"),
            Admission.CHECKED));
    catalogue.strategies.add(
        new StrategyStatus(
            new StrategyId("dark", "1.0.0", 45),
            "a.bundle",
            20,
            0,
            Audience.NOBODY,
            false,
            List.of(),
            Admission.NONE));
    assertThat(offered("strategy:trust", "")).containsExactly("20");
    catalogue.strategies.removeLast();
    assertThat(offered("strategy:diff", "")).containsExactly("bulk-price");
    assertThat(offered("strategy:promote", ""))
        .containsExactly("--dry-run", "--without", "bulk-price");
    assertThat(offered("strategy:shadow", ""))
        .containsExactly("--dry-run", "--trusted", "--without");
    assertThat(offered("strategy:forget", ""))
        .containsExactly("--dry-run", "--without", "bulk-price", "buy-one-get-one-free");
  }

  @Test
  void parametersAreOfferedAsOtherProductsHaveThem() {
    assertThat(offered("product:strategy", "GR1", "bulk-price", ""))
        .containsExactly("from=3", "price=4.50");
    assertThat(offered("product:strategy", "GR1", "bulk-price", "from=5", ""))
        .containsExactly("price=4.50");
    assertThat(offered("product:strategy", "GR1", "buy-one-get-one-free", "")).isEmpty();
  }

  @Test
  void onlyWhatIsInQuarantineIsOfferedForRelease() {
    assertThat(offered("strategy:release", "")).isEmpty();
    workers.quarantine(FakeCatalogue.BOGOF, "slow", 1);
    assertThat(offered("strategy:release", "")).containsExactly("buy-one-get-one-free");
    // One that was late with its rules is the catalogue's to release.
    catalogue.late.add(new Quarantined(FakeCatalogue.BULK_PRICE, "was late", 0));
    assertThat(offered("strategy:release", ""))
        .containsExactlyInAnyOrder("buy-one-get-one-free", "bulk-price");
  }

  @Test
  void usersAtWorkAreOfferedForTheKill() {
    server.with("sp1", "u1", 0, 1).with("sp1", "u2", 0, 1).with("sp2", "u3", 0, 1);

    assertThat(offered("basket:kill", "")).containsExactly("sp1", "sp2");
    assertThat(offered("basket:kill", "sp1", "")).containsExactly("u1", "u2");
    assertThat(offered("basket:kill", "sp1", "u1", "")).isEmpty();
  }

  @Test
  void whatTheShellWouldRunOrNotTakeForOneWordIsNotOffered() {
    List.of(
            "$(stop 0)",
            "u;stop 0",
            "u|x",
            "`x`",
            "two words",
            "\u001b[2J",
            "*",
            "{x}",
            "<x",
            "-x",
            "")
        .forEach(user -> server.with("sp1", user, 0, 1));
    catalogue.add(
        FakeCatalogue.product("$x", "", "1.00", "flat-price", Map.of("p", "a b")),
        new Offer.Unavailable("no"));

    assertThat(offered("basket:kill", "sp1", "")).isEmpty();
    assertThat(offered("strategy:show", "")).doesNotContain("$x");
    assertThat(offered("product:strategy", "GR1", "flat-price", "")).isEmpty();
  }

  @Test
  void withoutTheAppsThereIsNothingToOffer() {
    apps.catalogue = null;
    apps.quarantine = null;
    apps.servers = List.of();

    assertThat(offered("strategy:show", "")).isEmpty();
    assertThat(offered("product:strategy", "GR1", "")).isEmpty();
    assertThat(offered("product:strategy", "GR1", "bulk-price", "")).isEmpty();
    assertThat(offered("strategy:release", "")).isEmpty();
    assertThat(offered("basket:kill", "")).isEmpty();
  }
}
