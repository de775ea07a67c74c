package supermarket.product.manager.promotion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.strategy.UserShare;

/**
 * The promotions of an edition: those of the live kinds, and what the kinds on trial make of them
 * for a share of the users.
 *
 * <p>Thread safety: immutable, but for what was put together before.
 */
public final class EditionPromotions {

  /** There are none. */
  public static final EditionPromotions NONE =
      new EditionPromotions(Promotions.NONE, Map.of(), List.of());

  private final Promotions promotions;
  private final Map<String, ActivePromotion> byId;
  private final ActivePromotions live;
  private final List<OnTrial> trials;
  private final ConcurrentMap<Set<String>, ActivePromotions> mixed = new ConcurrentHashMap<>();

  /**
   * What the kinds of a bundle on trial make.
   *
   * @param instead by the id of the promotion
   */
  record OnTrial(UserShare share, Map<String, ActivePromotion> instead) {}

  EditionPromotions(
      Promotions promotions, Map<String, ActivePromotion> byId, List<OnTrial> trials) {
    this.promotions = promotions;
    this.byId = Collections.unmodifiableMap(new TreeMap<>(byId));
    this.trials = List.copyOf(trials);
    this.live = active(byId);
  }

  private ActivePromotions active(Map<String, ActivePromotion> which) {
    return which.isEmpty()
        ? ActivePromotions.NONE
        : new ActivePromotions(which.values(), promotions.groups(), promotions.noOffers());
  }

  /** Returns those of a user's baskets. */
  public ActivePromotions of(UserId user) {
    if (trials.isEmpty()) {
      return live;
    }
    Set<String> bundles = new TreeSet<>();
    List<OnTrial> his = new ArrayList<>(trials.size());
    for (OnTrial each : trials) {
      if (each.share().includes(user)) {
        bundles.add(each.share().bundle());
        his.add(each);
      }
    }
    return his.isEmpty() ? live : mixed.computeIfAbsent(bundles, none -> active(with(his)));
  }

  private Map<String, ActivePromotion> with(List<OnTrial> his) {
    Map<String, ActivePromotion> all = new HashMap<>(byId);
    his.forEach(each -> all.putAll(each.instead()));
    return all;
  }

  /** Returns the ids of those whose deals a kind has made. */
  List<String> of(StrategyId kind) {
    return Stream.concat(Stream.of(byId), trials.stream().map(OnTrial::instead))
        .flatMap(each -> each.values().stream())
        .filter(each -> each.kind().equals(kind))
        .map(ActivePromotion::id)
        .sorted()
        .toList();
  }

  /** Returns whether they are these: most editions differ in prices only. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(Promotions of, Map<String, ActivePromotion> active, List<OnTrial> onTrial) {
    return of == promotions && active.equals(byId) && onTrial.equals(trials);
  }

  /** Returns those of users who are in no share. */
  ActivePromotions live() {
    return live;
  }

  /** Returns what the catalogue says of promotions. */
  Promotions promotions() {
    return promotions;
  }

  /** Returns those that are in force for the users who are in no share, by id. */
  Map<String, ActivePromotion> byId() {
    return byId;
  }
}
