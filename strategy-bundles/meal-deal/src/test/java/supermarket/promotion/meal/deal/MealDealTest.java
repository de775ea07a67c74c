package supermarket.promotion.meal.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Slot;
import supermarket.strategy.testing.PromotionKindContract;
import supermarket.strategy.testing.PromotionParameters;

final class MealDealTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  MealDealTest() {
    super("meal-deal", new MealDeal());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters
        .amount("price")
        .anySlot("main")
        .anySlot("drink")
        .or()
        .amount("price")
        .anySlot("a")
        .anySlot("b")
        .anySlot("c");
  }

  @Example
  void takesOnePriceForAllSlots() {
    assertThat(deal(Map.of("price", "4.50", "snack", "SN1", "drink", "2 drinks")))
        .isEqualTo(
            Deal.pieces(new Slot("drink", DRINKS, 2), new Slot("snack", SNACK, 1))
                .together(Money.parse("EUR 4.50")));
  }

  @Example
  void refusesNoSlotOneAndTooMany() {
    refuses(
        Map.of("price", "4.50"),
        "no products: give at least one parameter such as drink=drinks, which names a slot and its"
            + " products");
    refuses(
        Map.of("price", "4.50", "drink", "drinks"),
        "only the slot 'drink': give another, such as drink=drinks, or take the kind n-for-price");
    Map<String, String> nine = new HashMap<>(Map.of("price", "4.50"));
    for (int i = 1; i <= 9; i++) {
      nine.put("slot" + i, "drinks");
    }
    refuses(nine, "a promotion has 1 to 8 slots, not 9");
  }

  @Example
  void refusesMorePiecesThanOneApplicationTakes() {
    refuses(
        Map.of("price", "4.50", "a", "50 drinks", "b", "51 drinks"),
        "101 pieces, but one application takes at most 100");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new MealDeal()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
