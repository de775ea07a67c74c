package supermarket.product.manager.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;

/**
 * Finds out what can come into force of the promotions that the author of their file wants. What
 * was there before stays in the place of what cannot: a promotion, and the sets of those that would
 * be lost without them.
 *
 * <p>Thread safety: none; for one look, under the assortment's monitor.
 */
final class EditedPromotions {

  private final Promotions before;
  private final Judge judge;
  private final Function<Promotions, Agreed> later;
  private final Judge.OfPromotions inForce;
  private final Map<String, String> faults = new TreeMap<>();

  /**
   * Of a catalogue.
   *
   * @param agreed what is in force
   * @param later what is in force with other promotions
   */
  EditedPromotions(Agreed agreed, Judge judge, Function<Promotions, Agreed> later) {
    this.before = agreed.promotions();
    this.judge = judge;
    this.later = later;
    this.inForce = judge.promotions(agreed);
  }

  /** Returns why promotions are not as the author wants them, by id. */
  Map<String, String> faults() {
    return faults;
  }

  /** Returns what the chain is to be asked for; null if that is in force. */
  @Nullable Promotions judged(Promotions wanted) {
    Promotions right = withSets(withoutFaulty(wanted));
    return right.equals(before) ? null : right;
  }

  private Promotions withoutFaulty(Promotions wanted) {
    Judge.OfPromotions then = judge.promotions(later.apply(wanted));
    Map<String, Promotion> all = new TreeMap<>(wanted.byId());
    for (Promotion each : wanted.byId().values()) {
      Promotion old = before.get(each.id());
      if (!each.equals(old)) {
        Optional<String> flaw = then.flaw(each);
        if (flaw.isPresent()) {
          fault(each.id(), flaw.get());
          if (old == null) {
            all.remove(each.id());
          } else {
            all.put(each.id(), old);
          }
        }
      }
    }
    return new Promotions(wanted.sets(), wanted.noOffers(), wanted.groups(), all);
  }

  /** The reason is empty as long as nobody knows. */
  private void fault(String id, String why) {
    if (!why.isEmpty()) {
      faults.put(id, why);
    }
  }

  private Promotions withSets(Promotions right) {
    if (right.sets().equals(before.sets()) && right.noOffers().equals(before.noOffers())) {
      return right;
    }
    Map<Promotion, String> lost = lost(right);
    if (lost.isEmpty()) {
      return right;
    }
    lost.forEach(
        (promotion, why) ->
            fault(
                promotion.id(),
                why.isEmpty() ? "" : "it would be lost, so its products stay: " + why));
    Promotions kept =
        new Promotions(
            setsFor(lost.keySet(), right), right.noOffers(), right.groups(), right.byId());
    return lost(kept).isEmpty()
        ? kept
        : new Promotions(kept.sets(), before.noOffers(), kept.groups(), kept.byId());
  }

  /** Returns why promotions that stay as they are would not be in force any more. */
  private Map<Promotion, String> lost(Promotions right) {
    Judge.OfPromotions then = judge.promotions(later.apply(right));
    Map<Promotion, String> lost = new LinkedHashMap<>();
    for (Promotion each : right.byId().values()) {
      if (each.equals(before.get(each.id())) && inForce.flaw(each).isEmpty()) {
        then.flaw(each).ifPresent(why -> lost.put(each, why));
      }
    }
    return lost;
  }

  private Map<String, Set<String>> setsFor(Collection<Promotion> lost, Promotions right) {
    Set<String> names = new TreeSet<>();
    lost.forEach(each -> names.addAll(judge.names(each)));
    Map<String, Set<String>> sets = new TreeMap<>(right.sets());
    for (String name : names) {
      Set<String> codes = before.sets().get(name);
      if (codes != null) {
        sets.put(name, codes);
      }
    }
    return sets;
  }
}
