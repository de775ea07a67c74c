package supermarket.deployer.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.Priced;
import supermarket.deployer.trial.Feed.More;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Slot;

class BasketFeedTest {

  private static final Money ONE = Money.parse("EUR 1.00");

  /** Members pay nothing by version 2. */
  private static final PromotionEngine ENGINE =
      (promotions, facts, lines, explain) -> {
        boolean isOther =
            facts.member() && promotions.all().getFirst().kind().version().equals("2.0.0");
        return new PromotionEngine.Result(
            isOther ? List.of(lines.getFirst().with(ONE.minus(ONE), List.of())) : lines,
            Promoted.NONE);
      };

  /** The first are forgotten. */
  private static final class Baskets implements PricedBaskets {
    final List<Recorded> all = new ArrayList<>();
    int forgotten;

    @Override
    public long end() {
      return all.size();
    }

    @Override
    public Excerpt from(long position) {
      int first = Math.max((int) position, forgotten);
      return new Excerpt(all.subList(first, all.size()), first - position, all.size());
    }

    void add(boolean member) {
      Facts facts = new Facts("sp1", Set.of(), LocalDate.EPOCH.atStartOfDay(), member, Set.of());
      all.add(new Recorded(List.of(new PricedLine("A", 1, ONE, ONE, "flat", "1.0.0")), facts));
    }
  }

  private static final Stage STAGE =
      (Stage)
          Proxy.newProxyInstance(
              BasketFeedTest.class.getClassLoader(),
              new Class<?>[] {Stage.class},
              (proxy, method, arguments) ->
                  arguments == null
                      ? new ActivePromotions(List.of(active("1.0.0")), List.of(), Set.of())
                      : Map.of("a", active("2.0.0")));

  private static ActivePromotion active(String version) {
    return new ActivePromotion(
        new Promotion("a", "", "k", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false),
        new StrategyId("k", version, 1),
        Deal.pieces(new Slot("of", Products.EVERY, 1)).off(ONE),
        null);
  }

  private PricedBaskets baskets;
  private PromotionEngine engine = ENGINE;
  private final BasketFeed feed =
      new BasketFeed("2.0.0", new Priced(() -> null, () -> baskets, () -> engine), STAGE, 7);

  @Test
  void onlyBasketsThatArePricedAfterItsBeginningAreCompared() {
    Baskets some = new Baskets();
    some.add(false);
    baskets = some;
    assertThat(feed.next()).isEqualTo(More.NONE);
    assertThat(feed.next()).isEqualTo(More.NONE);
    some.add(false);
    some.add(true);
    More more = feed.next();
    assertThat(more.compared()).isEqualTo(2);
    assertThat(more.differences()).hasSize(1);
    assertThat(more.differences().getFirst().cost()).isEqualTo(Money.parse("EUR 0.00"));
    assertThat(feed.next()).isEqualTo(More.NONE);
  }

  @Test
  void whatItDidNotKeepUpWithIsCounted() {
    Baskets some = new Baskets();
    baskets = some;
    feed.next();
    for (int i = 0; i < 5; i++) {
      some.add(false);
    }
    some.forgotten = 3;
    assertThat(feed.next()).isEqualTo(new More(2, 3, List.of(), true));
  }

  @Test
  void whileTheEngineOrTheBasketsAreAwayNothingIsCompared() {
    assertThat(feed.next()).isEqualTo(More.NONE);
    Baskets some = new Baskets();
    baskets = some;
    engine = null;
    some.add(false);
    assertThat(feed.next()).isEqualTo(More.NONE);
    engine = ENGINE;
    assertThat(feed.next()).isEqualTo(More.NONE);
    some.add(false);
    assertThat(feed.next().compared()).isOne();
  }

  /** A user bundle that comes anew counts from the beginning. */
  @Test
  void othersBasketsAreFollowedFromTheirEnd() {
    Baskets some = new Baskets();
    baskets = some;
    feed.next();
    some.add(false);
    Baskets others = new Baskets();
    others.add(false);
    others.add(false);
    baskets = others;
    assertThat(feed.next()).isEqualTo(More.NONE);
    others.add(false);
    assertThat(feed.next().compared()).isOne();
  }
}
