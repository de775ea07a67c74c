package supermarket.promotion.n.for_.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

final class NForPriceTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  NForPriceTest() {
    super("n-for-price", new NForPrice());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters.products("of").quantity("take", 1, 4).amount("price");
  }

  @Example
  void takesOnePriceForAll() {
    assertThat(deal(Map.of("of", "drinks", "take", "3", "price", "5")))
        .isEqualTo(Deal.pieces(new Slot("of", DRINKS, 3)).together(Money.parse("EUR 5.00")));
  }

  @Example
  void refusesMorePiecesThanOneApplicationTakes() {
    refuses(
        Map.of("of", "drinks", "take", "101", "price", "5.00"),
        "101 pieces of 'of', but one application takes 1 to 100");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new NForPrice()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
