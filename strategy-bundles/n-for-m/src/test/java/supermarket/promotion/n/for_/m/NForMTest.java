package supermarket.promotion.n.for_.m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import org.joda.money.CurrencyUnit;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Slot;
import supermarket.strategy.testing.PromotionKindContract;
import supermarket.strategy.testing.PromotionParameters;

final class NForMTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  NForMTest() {
    super("n-for-m", new NForM());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters.products("of").oneOf("take", "3", "4").oneOf("pay", "1", "2");
  }

  @Example
  void makesTheCheapestFree() {
    assertThat(deal(Map.of("of", "drinks", "take", "3", "pay", "1")))
        .isEqualTo(
            Deal.pieces(new Slot("of", DRINKS, 3))
                .pay(List.of(Share.WHOLE, Share.NOTHING, Share.NOTHING)));
  }

  @Example
  void refusesThatAllOrMoreArePaid() {
    refuses(
        Map.of("of", "drinks", "take", "3", "pay", "3"),
        "parameter 'pay' is 3, but must be less than 'take', 3");
    refuses(
        Map.of("of", "drinks", "take", "3", "pay", "4"),
        "parameter 'pay' is 4, but must be less than 'take', 3");
  }

  @Example
  void refusesMorePiecesThanOneApplicationTakes() {
    refuses(
        Map.of("of", "drinks", "take", "101", "pay", "1"),
        "101 pieces of 'of', but one application takes 1 to 100");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new NForM()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
