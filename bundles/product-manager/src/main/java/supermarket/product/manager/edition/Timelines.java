package supermarket.product.manager.edition;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.ProductTerms;

/** Makes what there is for a product in a price list. */
interface Timelines {

  /** Each is made anew. */
  Timelines UNSHARED = Timelines::timeline;

  /** Returns one with these times, terms and offers. */
  Timeline of(List<LocalDateTime> from, List<ProductTerms> terms, List<Offer> offers);

  private static Timeline timeline(
      List<LocalDateTime> from, List<ProductTerms> terms, List<Offer> offers) {
    return new Timeline(List.copyOf(from), List.copyOf(terms), List.copyOf(offers));
  }

  /**
   * Products with the same terms all the time have the same one: hundreds of thousands of prices of
   * lists are some thousand terms.
   *
   * <p>Thread safety: none; for the assortment's monitor.
   */
  final class Shared implements Timelines {

    private static final int MOST = 500_000;

    private final Map<ProductTerms, Timeline> known = new HashMap<>();

    /** By identity: an offer has a rule, whose {@code equals} is foreign code. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public Timeline of(List<LocalDateTime> from, List<ProductTerms> terms, List<Offer> offers) {
      if (!from.isEmpty()) {
        return timeline(from, terms, offers);
      }
      Timeline present = known.get(terms.getFirst());
      if (present == null || present.offers().getFirst() != offers.getFirst()) {
        if (known.size() >= MOST) {
          known.clear();
        }
        present = timeline(from, terms, offers);
        known.put(terms.getFirst(), present);
      }
      return present;
    }

    /** Forgets what nobody has any more. */
    void retain(Predicate<ProductTerms> inUse) {
      known.keySet().removeIf(terms -> !inUse.test(terms));
    }

    /** Forgets all: a strategy may have gone, and nothing of it is to be held. */
    void clear() {
      known.clear();
    }
  }
}
