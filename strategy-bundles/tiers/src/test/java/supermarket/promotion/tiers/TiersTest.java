package supermarket.promotion.tiers;

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

final class TiersTest extends PromotionKindContract {

  private static final Products DRINKS = new Products("drinks", Set.of("CO1", "FA1"));
  private static final Products SNACK = new Products("SN1", Set.of("SN1"));

  TiersTest() {
    super("tiers", new Tiers());
  }

  @Override
  protected void parameters(PromotionParameters parameters) {
    parameters
        .products("of")
        .optional()
        .tiersByPieces("pieces")
        .or()
        .products("of")
        .optional()
        .tiersBySpend("spend");
  }

  @Example
  void hasTiersByPiecesOrBySpend() {
    assertThat(deal(Map.of("of", "drinks", "pieces", "2=9.00 each, 5=8.00 each")))
        .isEqualTo(
            Deal.rest(
                DRINKS,
                List.of(
                    new Tier(new Threshold.Pieces(2), new Reduction.Each(Money.parse("EUR 9.00"))),
                    new Tier(
                        new Threshold.Pieces(5), new Reduction.Each(Money.parse("EUR 8.00"))))));
    assertThat(deal(Map.of("spend", "50.00=10%")))
        .isEqualTo(
            Deal.rest(
                Products.EVERY,
                List.of(
                    new Tier(
                        new Threshold.Spend(Money.parse("EUR 50.00")),
                        new Reduction.Part(new Share(10, 100))))));
  }

  @Example
  void refusesBothAndNeitherOfTwo() {
    refuses(
        Map.of("pieces", "2=5%", "spend", "2=5%"),
        "parameters 'pieces' and 'spend' are both given: give one of them");
    refuses(
        Map.of("of", "drinks"),
        "parameters 'pieces' and 'spend' are both missing: give one of them");
  }

  @Example
  void refusesTwoTiersOfOneBegin() {
    refuses(
        Map.of("pieces", "2=5%, 2=6%"),
        "parameter 'pieces' has the tier '2=6%': another tier begins there too");
  }

  private static void refuses(Map<String, String> parameters, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> deal(parameters)).withMessage(message);
  }

  private static Deal deal(Map<String, String> parameters) {
    return new Tiers()
        .deal(
            new PromotionTerms(
                CurrencyUnit.EUR, parameters, Map.of("drinks", DRINKS, "SN1", SNACK)::get));
  }
}
