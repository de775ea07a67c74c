package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static supermarket.product.manager.Promoting.change;
import static supermarket.product.manager.Promoting.flaw;
import static supermarket.product.manager.Promoting.forPrice;
import static supermarket.product.manager.Promoting.ids;
import static supermarket.product.manager.Promoting.kind;
import static supermarket.product.manager.Promoting.promotion;
import static supermarket.product.manager.Promoting.two;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.Promotion;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Whatever a kind does when it is asked for a deal, it harms its own promotions only. */
class PromotionDealsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ProductManager node;
  private final AtomicBoolean isLate = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    Path catalogue = Files.writeString(folder.resolve("catalogue.json"), Promoting.CATALOGUE);
    node =
        new ProductManager(
            new Settings(
                catalogue,
                Duration.ofHours(1),
                Duration.ofMillis(100),
                PATIENCE,
                Duration.ZERO,
                50),
            folder.resolve("kept.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(folder));
    node.begin();
    node.stage().agree(RevisionId.NONE);
  }

  @AfterEach
  void stop() {
    isLate.set(false);
    node.stop();
  }

  /** Comes into force whether its kind is there or not, as when the chain has agreed before. */
  private void agree(Promotion... all) {
    for (Promotion each : all) {
      node.chain().make(node.chain().promotions(present -> present.with(each)), RevisionId.NONE);
    }
  }

  private Deal counted(PromotionTerms terms) {
    asked.incrementAndGet();
    return Promoting.forPrice(terms);
  }

  private Deal waiting(PromotionTerms terms) {
    asked.incrementAndGet();
    try {
      if (isLate.get()) {
        new CountDownLatch(1).await(); // until it is interrupted
      }
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    }
    return Promoting.forPrice(terms);
  }

  private Deal spinning(PromotionTerms terms) {
    asked.incrementAndGet();
    while (isLate.get()) {
      Thread.onSpinWait();
    }
    return Promoting.forPrice(terms);
  }

  private List<String> troubles() {
    return node.health().troubles().stream().map(Trouble::toString).toList();
  }

  @Test
  void theDealsOfAKindAreMadeBeforeItIsInUse() {
    agree(two("a", "A", "1.50"), two("b", "B", "3.00"));
    assertThat(ids(node)).isEmpty();
    assertThat(flaw(node, "a")).isEqualTo("no live promotion kind is named 'for-price'");
    RegisteredStrategy kind = kind("for-price", 1, this::counted);
    node.use().begin(kind);
    assertThat(ids(node)).containsExactly("a", "b");
    assertThat(Promoting.applied(node).all())
        .extracting(ActivePromotion::kind)
        .containsOnly(kind.id());
    assertThat(flaw(node, "a")).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aKindIsAskedOnceForEachPromotionAndNotForEachEdition() {
    node.use().begin(kind("for-price", 1, this::counted));
    change(node, all -> all.with(two("a", "A", "1.50")));
    change(node, all -> all.with(two("b", "B", "3.00")));
    node.look();
    change(node, all -> all.withGroups(List.of("g")));
    assertThat(ids(node)).containsExactly("a", "b");
    assertThat(asked).hasValue(2);
  }

  /** The watch and kinds that come ask too, for the catalogue as it is now. */
  @Test
  void aDealThatWasRehearsedIsThereWhenTheChangeIsMade() {
    node.use().begin(forPrice());
    change(node, all -> all.with(two("b", "B", "3.00")));
    CatalogueChange change = node.chain().promotions(all -> all.with(two("a", "A", "1.50")));
    assertThat(node.chain().rehearse(change, true)).isEmpty();
    node.look();
    node.use().begin(kind("other", 2, this::counted));
    node.chain().make(change, RevisionId.NONE);
    assertThat(flaw(node, "a")).isEmpty();
    assertThat(ids(node)).containsExactly("a", "b");
  }

  @Test
  void anAmountIsForBasketsOfItsCurrencyAndAShareForAll() {
    PromotionKind shares =
        terms -> Deal.pieces(terms.slot("of", 2)).pay(Shares.allBut(2, 1, Share.NOTHING));
    node.use().begin(forPrice());
    node.use().begin(kind("free", 2, shares));
    change(
        node,
        all -> all.with(two("a", "A", "1.50")).with(promotion("f", "free", Map.of("of", "A"))));
    assertThat(Promoting.applied(node).all())
        .extracting(ActivePromotion::currency)
        .containsExactly(CurrencyUnit.EUR, null);
  }

  @Test
  void whatAKindThrowsConcernsItsPromotionOnly() {
    PromotionKind fussy =
        terms ->
            switch (terms.amount("price").getAmountMinorInt()) {
              case 1 -> throw new IllegalStateException("one");
              case 2 -> throw new StackOverflowError();
              case 3 -> throw new IllegalArgumentException("three is too much");
              case 4 -> null;
              default -> Promoting.forPrice(terms);
            };
    agree(
        two("a", "A", "1.50"),
        two("one", "A", "0.01"),
        two("two", "A", "0.02"),
        two("three", "A", "0.03"),
        two("four", "A", "0.04"),
        two("z", "B", "1.50"));
    node.use().begin(kind("for-price", 1, fussy));
    assertThat(ids(node)).containsExactly("a", "z");
    assertThat(flaw(node, "one")).contains("threw").contains("IllegalStateException");
    assertThat(flaw(node, "two")).contains("threw").contains("StackOverflowError");
    assertThat(flaw(node, "three")).contains("does not accept its terms: three is too much");
    assertThat(flaw(node, "four")).isEqualTo("promotion kind for-price@1.1.0 made no deal");
    assertThat(node.catalogue().quarantined()).isEmpty();
    assertThat(troubles())
        .anyMatch(each -> each.contains("promotion four is not in force: promotion kind"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"price", "prise"})
  void aParameterThatIsMissingOrUnreadIsNamed(String name) {
    node.use()
        .begin(
            kind(
                "pair", 1, terms -> Deal.pieces(terms.slot("of", 2)).off(Money.parse("EUR 1.00"))));
    assertThat(
            Promoting.reasons(
                node,
                all -> all.with(promotion("a", "pair", Map.of("of", "A", name, "1.00"))),
                true))
        .singleElement()
        .asString()
        .isEqualTo(
            "promotion a: promotion kind pair@1.1.0 does not know the parameter '"
                + name
                + "'; it asks for of");
    assertThat(Promoting.reasons(node, all -> all.with(promotion("a", "pair", Map.of())), true))
        .singleElement()
        .asString()
        .contains("promotion a: promotion kind pair@1.1.0 does not accept its terms", "'of'");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKindThatIsLateOrStuckConcernsItsPromotionsOnlyUntilItIsReleased(boolean isStuck) {
    agree(two("a", "A", "1.50"), promotion("s", "slow", two("s", "B", "1.00").parameters()));
    node.use().begin(forPrice());
    node.use().begin(kind("slow", 2, isStuck ? this::spinning : this::waiting));
    assertThat(ids(node)).containsExactly("a");
    assertThat(flaw(node, "s"))
        .startsWith(
            "promotion kind slow@1.2.0 is quarantined: it did not make a deal within 100 ms")
        .satisfies(why -> assertThat(why.contains("ignores its interrupt")).isEqualTo(isStuck));
    assertThat(node.catalogue().quarantined())
        .extracting(Quarantined::strategy)
        .extracting(Object::toString)
        .containsExactly("slow@1.2.0");
    assertThat(troubles()).anyMatch(each -> each.contains("slow@1.2.0"));
    int before = asked.get();
    node.look();
    assertThat(asked).hasValue(before);
    isLate.set(false);
    assertThat(node.catalogue().release("other")).isZero();
    assertThat(flaw(node, "s")).contains("quarantined");
    assertThat(node.catalogue().release("slow")).isOne();
    assertThat(ids(node)).containsExactly("a", "s");
    assertThat(node.catalogue().quarantined()).isEmpty();
  }

  @Test
  void aKindThatComesAnewIsAskedAgain() throws InterruptedException {
    agree(promotion("s", "slow", two("s", "B", "1.00").parameters()));
    RegisteredStrategy slow = kind("slow", 2, this::waiting);
    node.use().begin(slow);
    node.use().end(slow);
    assertThat(node.catalogue().quarantined()).isEmpty();
    isLate.set(false);
    node.use().begin(kind("slow", 3, this::waiting));
    assertThat(ids(node)).containsExactly("s");
  }

  @Test
  void whatAKindThatIsLateHasMadeBeforeStays() {
    node.use()
        .begin(
            kind(
                "for-price",
                1,
                terms ->
                    terms.amount("price").isZero() ? waiting(terms) : Promoting.forPrice(terms)));
    change(node, all -> all.with(two("a", "A", "1.50")));
    assertThat(Promoting.reasons(node, all -> all.with(two("b", "A", "0.00")), true))
        .singleElement()
        .asString()
        .contains("promotion b: ", "is quarantined");
    node.look();
    assertThat(ids(node)).containsExactly("a");
  }

  @Test
  void aKindAndAStrategyMayHaveOneName() {
    node.use().begin(Nodes.undiscounted("x"));
    node.use().begin(kind("x", 7, Promoting::forPrice));
    change(node, all -> all.with(promotion("a", "x", two("a", "A", "1.50").parameters())));
    assertThat(ids(node)).containsExactly("a");
    assertThat(node.catalogue().problems()).isEmpty();
    assertThat(node.catalogue().strategies()).allMatch(each -> each.inUse());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alone.strategy(node, "A", "promotion kind x", Map.of()));
    assertThat(node.catalogue().strategies())
        .filteredOn(each -> each.isKind())
        .singleElement()
        .satisfies(each -> assertThat(each.products()).containsExactly("a"));
  }

  @Test
  void twoKindsOfOneNameAreToldAndTheNewerOneIsUsed() {
    RegisteredStrategy newer = kind("for-price", 2, Promoting::forPrice);
    node.use().begin(newer);
    node.use().begin(forPrice());
    change(node, all -> all.with(two("a", "A", "1.50")));
    assertThat(Promoting.applied(node).all().getFirst().kind()).isEqualTo(newer.id());
    assertThat(node.catalogue().problems())
        .anyMatch(
            each ->
                each.startsWith("more than one live strategy is named promotion kind for-price"));
  }
}
