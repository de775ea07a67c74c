package supermarket.promotion.meal.deal;

import java.util.List;
import org.joda.money.Money;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Slot;

/** One piece of each slot, or as many as it says, cost {@code price} together. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Promotion("meal-deal")
public final class MealDeal implements PromotionKind {

  @Override
  public Deal deal(PromotionTerms terms) {
    Money price = terms.amount("price");
    List<Slot> slots = terms.slots();
    if (slots.size() < 2) {
      throw new IllegalArgumentException(
          "only the slot '"
              + slots.getFirst().name()
              + "': give another, such as drink=drinks, or take the kind n-for-price");
    }
    return Deal.pieces(slots).together(price);
  }
}
