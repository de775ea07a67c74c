package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static supermarket.product.manager.Promoting.applied;
import static supermarket.product.manager.Promoting.change;
import static supermarket.product.manager.Promoting.codes;
import static supermarket.product.manager.Promoting.flaw;
import static supermarket.product.manager.Promoting.forPrice;
import static supermarket.product.manager.Promoting.ids;
import static supermarket.product.manager.Promoting.kind;
import static supermarket.product.manager.Promoting.price;
import static supermarket.product.manager.Promoting.reasons;
import static supermarket.product.manager.Promoting.two;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;
import supermarket.product.manager.strategy.RegisteredStrategy;
import supermarket.product.manager.strategy.UserShare;

/** Which promotions an edition has while kinds, sets and products come and go. */
class PromotionsInForceTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Money HALF = Money.parse("EUR 0.50");

  /** Costs half a Euro whatever the catalogue says; refuses what costs nothing. */
  private static final PromotionKind OTHER =
      terms -> {
        Deal deal = Promoting.forPrice(terms);
        if (terms.amount("price").isZero()) {
          throw new IllegalArgumentException("nothing is free");
        }
        return Deal.pieces(((Deal.Pieces) deal).slots()).together(HALF);
      };

  private static final Deal OFF =
      Deal.rest(
          Products.EVERY, List.of(new Tier(new Threshold.Spend(HALF), new Reduction.Amount(HALF))));

  @TempDir Path folder;
  private ProductManager node;

  @BeforeEach
  void start() throws IOException {
    node = open(LONG);
  }

  private ProductManager open(Duration successorWait) throws IOException {
    Path catalogue = Files.writeString(folder.resolve("catalogue.json"), Promoting.CATALOGUE);
    ProductManager opened =
        new ProductManager(
            new Settings(catalogue, Duration.ofHours(1), LONG, LONG, successorWait, 50),
            folder.resolve("kept.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(folder));
    opened.begin();
    opened.stage().agree(RevisionId.NONE);
    return opened;
  }

  @AfterEach
  void stop() {
    node.stop();
  }

  private static UserId user(boolean isIn, UserShare share) {
    int number = 0;
    while (share.includes(new UserId("1", "u" + number)) != isIn) {
      number++;
    }
    return new UserId("1", "u" + number);
  }

  private void onTrial(RegisteredStrategy canary, int percent) {
    node.stage().limit(Map.of(canary.bundleId(), new Audience(percent)), RevisionId.NONE);
    node.use().begin(canary);
  }

  @Test
  void whileTheSuccessorOfAKindIsAwaitedItsDealsAreApplied() throws InterruptedException {
    RegisteredStrategy gone = forPrice();
    node.use().begin(gone);
    change(node, all -> all.with(two("a", "A", "1.50")));
    node.use().end(gone);
    assertThat(ids(node)).containsExactly("a");
    assertThat(applied(node).all().getFirst().kind()).isEqualTo(gone.id());
    assertThat(flaw(node, "a")).isEmpty();
    change(node, all -> all.withGroups(List.of("g")));
    node.look();
    assertThat(ids(node)).containsExactly("a");
    RegisteredStrategy successor = kind("for-price", 2, OTHER);
    node.use().begin(successor);
    assertThat(applied(node).all().getFirst().kind()).isEqualTo(successor.id());
    assertThat(price(applied(node), "a")).isEqualTo(HALF);
  }

  @Test
  void whenNoSuccessorHasComeItsPromotionsAreDroppedAndTold() throws Exception {
    node.stop();
    node = open(Duration.ofMillis(1));
    RegisteredStrategy gone = forPrice();
    node.use().begin(gone);
    node.use().begin(kind("for-less", 2, Promoting::forPrice));
    change(
        node,
        all ->
            all.with(two("a", "A", "1.50"))
                .with(Promoting.promotion("b", "for-less", two("b", "B", "1.00").parameters())));
    node.use().end(gone);
    await().untilAsserted(() -> assertThat(ids(node)).containsExactly("b"));
    assertThat(flaw(node, "a")).isEqualTo("no live promotion kind is named 'for-price'");
    assertThat(node.health().troubles().stream().map(Trouble::toString))
        .anyMatch(each -> each.contains("promotion a is not in force: no live promotion kind"));
    assertThat(node.catalogue().promotions().byId()).containsOnlyKeys("a", "b");
    node.use().begin(forPrice());
    assertThat(ids(node)).containsExactly("a", "b");
  }

  @Test
  void aKindOnTrialIsThereForItsShareOfTheUsers() throws InterruptedException {
    node.use().begin(forPrice());
    change(node, all -> all.with(two("a", "A", "1.50")).with(two("b", "B", "3.00")));
    RegisteredStrategy canary = kind("for-price", 2, OTHER);
    onTrial(canary, 30);
    UserShare share = new UserShare(30, canary.bundle());
    UserId in = user(true, share);
    UserId out = user(false, share);
    assertThat(price(applied(node, in), "a")).isEqualTo(HALF);
    assertThat(price(applied(node, in), "b")).isEqualTo(HALF);
    assertThat(price(applied(node, out), "a")).isEqualTo(Money.parse("EUR 1.50"));
    assertThat(node.catalogue().strategies())
        .allSatisfy(each -> assertThat(each.products()).containsExactly("a", "b"));
    change(node, all -> all.with(two("c", "A", "0.90")));
    assertThat(price(applied(node, in), "c")).isEqualTo(HALF);
    assertThat(price(applied(node, out), "c")).isEqualTo(Money.parse("EUR 0.90"));
    node.use().end(canary);
    assertThat(price(applied(node, in), "a")).isEqualTo(Money.parse("EUR 1.50"));
  }

  @Test
  void aKindThatIsDarkIsThereForNobody() {
    node.use().begin(forPrice());
    change(node, all -> all.with(two("a", "A", "1.50")));
    RegisteredStrategy dark = kind("for-price", 2, OTHER);
    onTrial(dark, 0);
    assertThat(price(applied(node), "a")).isEqualTo(Money.parse("EUR 1.50"));
    assertThat(node.stage().rehearse(dark.bundleId())).isEmpty();
    assertThat(node.stage().promotions(dark.bundleId())).containsOnlyKeys("a");
  }

  @Test
  void aKindOnTrialThatRefusesAPromotionIsThereForNobody() {
    node.use().begin(forPrice());
    change(node, all -> all.with(two("a", "A", "1.50")).with(two("free", "B", "0.00")));
    RegisteredStrategy canary = kind("for-price", 2, OTHER);
    onTrial(canary, 99);
    UserId in = user(true, new UserShare(99, canary.bundle()));
    assertThat(price(applied(node, in), "a")).isEqualTo(Money.parse("EUR 1.50"));
    assertThat(node.stage().rehearse(canary.bundleId()))
        .singleElement()
        .asString()
        .contains("promotion free would be lost: ", "nothing is free");
    node.look();
    assertThat(node.catalogue().problems())
        .filteredOn(each -> each.startsWith("promotion"))
        .singleElement()
        .asString()
        .contains("promotion free: for-price@1.2.0 is on trial", "nobody", "nothing is free");
    assertThat(node.health().troubles().stream().map(Trouble::toString))
        .anyMatch(each -> each.contains("promotion free: for-price@1.2.0 is on trial"));
    change(node, all -> all.without("free"));
    assertThat(price(applied(node, in), "a")).isEqualTo(HALF);
    assertThat(node.catalogue().problems()).noneMatch(each -> each.startsWith("promotion"));
  }

  @Test
  void ofTheKindsOfABundleOnTrialAllAreTriedOrNone() {
    node.use().begin(forPrice());
    node.use().begin(kind("other", 3, Promoting::forPrice));
    change(
        node,
        all ->
            all.with(two("a", "A", "1.50"))
                .with(Promoting.promotion("o", "other", two("o", "B", "0.00").parameters())));
    RegisteredStrategy one = kind("for-price", 9, OTHER);
    RegisteredStrategy two =
        new RegisteredStrategy(
            new StrategyId("other", "1.9.0", 10),
            one.plugin(),
            one.bundle(),
            one.bundleId(),
            one.version(),
            0);
    onTrial(one, 99);
    UserId in = user(true, new UserShare(99, one.bundle()));
    assertThat(price(applied(node, in), "a")).isEqualTo(HALF);
    node.use().begin(two);
    assertThat(price(applied(node, in), "a")).isEqualTo(Money.parse("EUR 1.50"));
  }

  @Test
  void aSetThatChangesChangesTheDealsThatNameIt() {
    node.use().begin(forPrice());
    change(node, all -> all.withSet("s", List.of("A")).with(two("a", "s", "1.50")));
    assertThat(codes(node, "a")).containsExactly("A");
    change(node, all -> all.withSet("s", List.of("A", "B")));
    assertThat(codes(node, "a")).containsExactlyInAnyOrder("A", "B");
    change(node, all -> all.withNoOffers(List.of("A")));
    assertThat(codes(node, "a")).containsExactly("B");
  }

  @Test
  void aSetInUseIsNotTakenAwayByCommandAndOtherwiseItsPromotionGoesWithIt() {
    node.use().begin(forPrice());
    change(
        node,
        all ->
            all.withSet("s", List.of("A")).with(two("a", "s", "1.50")).with(two("b", "B", "3.00")));
    assertThat(reasons(node, all -> all.withoutSet("s"), true))
        .singleElement()
        .asString()
        .contains("promotion a would be lost: promotion kind for-price@1.1.0", "'s'");
    assertThat(reasons(node, all -> all.withNoOffers(List.of("A")), true)).hasSize(1);
    Alone.make(node, node.chain().promotions(all -> all.withoutSet("s")), false);
    assertThat(ids(node)).containsExactly("b");
    assertThat(flaw(node, "a")).contains("does not accept its terms", "'s'");
    change(node, all -> all.withSet("s", List.of("B")));
    assertThat(ids(node)).containsExactly("a", "b");
  }

  @Test
  void aProductThatAPromotionNamesIsNotTakenAwayByCommand() {
    node.use().begin(Nodes.undiscounted("x"));
    node.use().begin(kind("for-price", 2, Promoting::forPrice));
    change(node, all -> all.with(two("a", "A", "1.50")));
    assertThat(node.chain().rehearse(node.chain().remove("A"), true))
        .singleElement()
        .asString()
        .startsWith("promotion a would be lost: ");
    assertThat(node.chain().rehearse(node.chain().remove("B"), true)).isEmpty();
    Alone.make(node, node.chain().remove("A"), false);
    assertThat(ids(node)).isEmpty();
    assertThat(flaw(node, "a")).contains("'A'");
  }

  @Test
  void aPromotionOfAnUnknownKindIsRefusedByCommandWithWhatWasMeant() {
    node.use().begin(forPrice());
    assertThat(
            reasons(node, all -> all.with(Promoting.promotion("a", "for-prise", Map.of())), true))
        .containsExactly(
            "promotion a: no live promotion kind is named 'for-prise' (did you mean"
                + " 'for-price'?)");
    assertThat(
            reasons(node, all -> all.with(Promoting.promotion("a", "for-prise", Map.of())), false))
        .isEmpty();
  }

  /** It would be without effect, which nobody expects. */
  @Test
  void aConditionThatADealDoesNotKnowIsRefused() {
    node.use().begin(forPrice());
    node.use().begin(kind("off", 2, terms -> OFF));
    Promotion grouped =
        new Promotion(
            "a",
            "",
            "for-price",
            two("a", "A", "1.50").parameters(),
            Conditions.NONE,
            "g",
            Long.MAX_VALUE,
            false);
    assertThat(reasons(node, all -> all.with(grouped), true))
        .singleElement()
        .asString()
        .startsWith("promotion a: it takes pieces, and so can be in no group");
    Promotion limited = new Promotion("b", "", "off", Map.of(), Conditions.NONE, "g", 2, false);
    assertThat(reasons(node, all -> all.with(limited), true))
        .singleElement()
        .asString()
        .startsWith("promotion b: it takes a part of what is left to pay, once: 'at_most'");
    change(
        node,
        all ->
            all.with(two("a", "A", "1.50"))
                .with(
                    new Promotion(
                        "b", "", "off", Map.of(), Conditions.NONE, "g", Long.MAX_VALUE, false)));
    assertThat(ids(node)).containsExactly("a", "b");
  }

  /** What is not touched may stay as wrong as it is. */
  @Test
  void aPromotionThatIsNotInForceHoldsBackNoOther() {
    node.use().begin(forPrice());
    Alone.make(
        node,
        node.chain().promotions(all -> all.with(Promoting.promotion("a", "none", Map.of()))),
        false);
    assertThat(reasons(node, all -> all.with(two("b", "B", "3.00")), true)).isEmpty();
    assertThat(reasons(node, all -> all.without("a"), true)).isEmpty();
  }

  @Test
  void notMoreReasonsAreToldThanAreRead() {
    assertThat(
            reasons(
                node,
                all -> {
                  for (int i = 0; i < 30; i++) {
                    all = all.with(two("p" + i, "A", "1.00"));
                  }
                  return all;
                },
                true))
        .hasSize(20);
  }
}
