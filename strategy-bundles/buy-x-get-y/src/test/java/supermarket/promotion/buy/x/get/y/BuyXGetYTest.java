package supermarket.promotion.buy.x.get.y;

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

final class BuyXGetYTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  BuyXGetYTest() {
    super("buy-x-get-y", new BuyXGetY());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters.slot("buy").slot("get").oneOf("share", "0", "50%", "1/3", "0.99").optional();
  }

  @Example
  void givesAwayOrForAShare() {
    assertThat(deal(Map.of("buy", "2 drinks", "get", "SN1")))
        .isEqualTo(
            Deal.pieces(new Slot("buy", DRINKS, 2), new Slot("get", SNACK, 1))
                .payEach(List.of(List.of(Share.WHOLE, Share.WHOLE), List.of(Share.NOTHING))));
    Share half = new Share(1, 2);
    assertThat(deal(Map.of("buy", "drinks", "get", "2 SN1", "share", "1/2")))
        .isEqualTo(
            Deal.pieces(new Slot("buy", DRINKS, 1), new Slot("get", SNACK, 2))
                .payEach(List.of(List.of(Share.WHOLE), List.of(half, half))));
  }

  @Example
  void refusesThatNothingIsGiven() {
    refuses(
        Map.of("buy", "drinks", "get", "SN1", "share", "1"),
        "parameter 'share' is the whole price, so nothing is given: it must be less than 1");
  }

  @Example
  void refusesMorePiecesThanOneApplicationTakes() {
    refuses(
        Map.of("buy", "100 drinks", "get", "SN1"),
        "101 pieces, but one application takes at most 100");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new BuyXGetY()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
