package supermarket.promotion.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;
import supermarket.strategy.testing.PromotionKindContract;
import supermarket.strategy.testing.PromotionParameters;

final class OffFromThresholdTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  OffFromThresholdTest() {
    super("threshold", new OffFromThreshold());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters
        .products("of")
        .optional()
        .quantity("pieces", 1, 8)
        .oneOf("percent", "1%", "1/3", "0.5", "100%")
        .or()
        .products("of")
        .optional()
        .quantity("pieces", 1, 8)
        .amount("off", 1)
        .or()
        .products("of")
        .optional()
        .amount("spend")
        .oneOf("percent", "1%", "1/3", "0.5", "100%")
        .or()
        .amount("spend")
        .amount("off", 1);
  }

  @Example
  void takesASharesOrAnAmountFromPiecesOrAnAmountOn() {
    Threshold pieces = new Threshold.Pieces(20);
    Threshold spend = new Threshold.Spend(Money.parse("EUR 50.00"));
    Reduction percent = new Reduction.Part(new Share(10, 100));
    Reduction off = new Reduction.Amount(Money.parse("EUR 5.00"));

    assertThat(deal(Map.of("of", "drinks", "pieces", "20", "percent", "10%")))
        .isEqualTo(Deal.rest(DRINKS, List.of(new Tier(pieces, percent))));
    assertThat(deal(Map.of("of", "drinks", "pieces", "20", "off", "5.00")))
        .isEqualTo(Deal.rest(DRINKS, List.of(new Tier(pieces, off))));
    assertThat(deal(Map.of("spend", "50.00", "percent", "10%")))
        .isEqualTo(Deal.rest(Products.EVERY, List.of(new Tier(spend, percent))));
    assertThat(deal(Map.of("of", "all", "spend", "50.00", "off", "5")))
        .isEqualTo(Deal.rest(Products.EVERY, List.of(new Tier(spend, off))));
  }

  @Example
  void refusesBothAndNeitherOfTwo() {
    refuses(
        Map.of("pieces", "20", "spend", "50.00", "off", "5.00"),
        "parameters 'pieces' and 'spend' are both given: give one of them");
    refuses(
        Map.of("off", "5.00"),
        "parameters 'pieces' and 'spend' are both missing: give one of them");
    refuses(
        Map.of("pieces", "20", "percent", "10%", "off", "5.00"),
        "parameters 'percent' and 'off' are both given: give one of them");
    refuses(
        Map.of("pieces", "20"),
        "parameters 'percent' and 'off' are both missing: give one of them");
  }

  @Example
  void refusesThatNothingIsGiven() {
    refuses(
        Map.of("pieces", "20", "percent", "0%"),
        "parameter 'percent' is 0, so nothing is given: it must be more");
    refuses(
        Map.of("pieces", "20", "off", "0.00"),
        "parameter 'off' is 0, so nothing is given: it must be more");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new OffFromThreshold()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
