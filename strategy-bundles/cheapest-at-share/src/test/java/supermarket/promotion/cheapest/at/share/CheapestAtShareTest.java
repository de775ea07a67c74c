package supermarket.promotion.cheapest.at.share;

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

final class CheapestAtShareTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  CheapestAtShareTest() {
    super("cheapest-at-share", new CheapestAtShare());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters
        .products("of")
        .quantity("take", 2, 4)
        .optional()
        .oneOf("share", "0", "50%", "1/3", "0.99");
  }

  @Example
  void takesAShareOfTheCheapest() {
    Share half = new Share(50, 100);
    assertThat(deal(Map.of("of", "drinks", "share", "50%")))
        .isEqualTo(Deal.pieces(new Slot("of", DRINKS, 2)).pay(List.of(Share.WHOLE, half)));
    assertThat(deal(Map.of("of", "drinks", "share", "50%", "take", "3")))
        .isEqualTo(
            Deal.pieces(new Slot("of", DRINKS, 3)).pay(List.of(Share.WHOLE, Share.WHOLE, half)));
  }

  @Example
  void refusesThatEachPieceIsTheCheapest() {
    refuses(
        Map.of("of", "drinks", "take", "1", "share", "50%"),
        "parameter 'take' is 1, but must be at least 2: each piece would cost the share");
  }

  @Example
  void refusesThatNothingIsGiven() {
    refuses(
        Map.of("of", "drinks", "share", "100%"),
        "parameter 'share' is the whole price, so nothing is given: it must be less than 1");
  }

  @Example
  void refusesMorePiecesThanOneApplicationTakes() {
    refuses(
        Map.of("of", "drinks", "take", "101", "share", "50%"),
        "101 pieces of 'of', but one application takes 1 to 100");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new CheapestAtShare()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
