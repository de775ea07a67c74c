package supermarket.product.manager.promotion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;
import supermarket.product.manager.strategy.Successors;
import supermarket.product.manager.strategy.UserShare;

/**
 * Puts the promotions of the next edition together.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class PromotionBoard {

  private static final Logger LOG = LoggerFactory.getLogger(PromotionBoard.class);

  private final Deals deals;
  private EditionPromotions newest = EditionPromotions.NONE;
  private DealRequests requests = DealRequests.NONE;
  private Map<String, String> flaws = Map.of();

  /** Of a change that is rehearsed. */
  private Set<DealRequest> expected = Set.of();

  /** Of what the author of the file wants. */
  private Set<DealRequest> edited = Set.of();

  public PromotionBoard(Deals deals) {
    this.deals = deals;
  }

  /** Returns what is asked of kinds for the newest edition. */
  public DealRequests requests() {
    return requests;
  }

  /** This may be asked for soon: its deals are not forgotten before another is expected. */
  public void expect(DealRequests asked) {
    expected = asked.all();
  }

  /** The author of the file wants this: likewise. */
  public void edited(DealRequests asked) {
    edited = asked.all();
  }

  /** Returns what kinds are still to be asked for. */
  public List<Deals.Order> missing(DealRequests asked, Collection<RegisteredStrategy> kinds) {
    List<Deals.Order> orders = new ArrayList<>();
    for (RegisteredStrategy kind : kinds) {
      if (kind.isKind()) {
        asked
            .promotions()
            .byId()
            .forEach(
                (id, promotion) -> {
                  DealRequest request = asked.get(id);
                  if (request != null
                      && promotion.kind().equals(kind.id().name())
                      && deals.isMissing(kind, request)) {
                    orders.add(new Deals.Order(kind, request));
                  }
                });
      }
    }
    return orders;
  }

  /** Returns the promotions of the next edition. */
  public EditionPromotions next(Agreed of, RegisteredStrategies strategies, Successors successors) {
    if (of.promotions().isEmpty() && requests.isEmpty()) {
      newest = EditionPromotions.NONE;
      flaws = Map.of();
      return newest;
    }
    requests = requests.of(of);
    Map<String, String> wrong = new TreeMap<>();
    Map<String, ActivePromotion> active = new TreeMap<>();
    of.promotions()
        .byId()
        .forEach(
            (id, promotion) -> {
              RegisteredStrategy kind = strategies.kind(promotion.kind()).orElse(null);
              ActivePromotion before = newest.byId().get(id);
              if (kind != null) {
                take(promotion, kind, active, wrong);
              } else if (before != null
                  && before.promotion().equals(promotion)
                  && successors.awaited(RegisteredStrategy.kind(promotion.kind()))) {
                active.put(id, before); // a deal is data: it holds until the successor is there
              } else {
                wrong.put(id, "no live promotion kind is named '" + promotion.kind() + "'");
              }
            });
    flaws = wrong;
    Set<DealRequest> inUse = new HashSet<>(requests.all());
    inUse.addAll(expected);
    inUse.addAll(edited);
    deals.retain(inUse);
    List<EditionPromotions.OnTrial> trials = trials(strategies, active);
    if (!newest.isOf(of.promotions(), active, trials)) {
      newest = new EditionPromotions(of.promotions(), active, trials);
    }
    return newest;
  }

  private void take(
      Promotion promotion,
      RegisteredStrategy kind,
      Map<String, ActivePromotion> active,
      Map<String, String> wrong) {
    switch (made(kind, promotion)) {
      case Made.Ready ready -> active.put(promotion.id(), active(promotion, kind.id(), ready));
      case Made.Refused(String why) -> wrong.put(promotion.id(), why);
    }
  }

  private Made made(RegisteredStrategy kind, Promotion promotion) {
    return deals.of(kind, promotion, requests);
  }

  private static ActivePromotion active(Promotion promotion, StrategyId kind, Made.Ready ready) {
    return new ActivePromotion(promotion, kind, ready.deal(), ready.currency());
  }

  /** A bundle that refuses a promotion makes none: all of its kinds are tried, or none is. */
  private List<EditionPromotions.OnTrial> trials(
      RegisteredStrategies strategies, Map<String, ActivePromotion> live) {
    Map<String, EditionPromotions.OnTrial> byBundle = new TreeMap<>();
    Set<String> refusing = new HashSet<>();
    for (RegisteredStrategy canary : strategies.canaries()) {
      if (canary.isKind()) {
        UserShare share = new UserShare(strategies.audience(canary).percent(), canary.bundle());
        Map<String, ActivePromotion> instead =
            byBundle
                .computeIfAbsent(
                    canary.bundle(), none -> new EditionPromotions.OnTrial(share, new TreeMap<>()))
                .instead();
        for (ActivePromotion each : live.values()) {
          if (each.promotion().kind().equals(canary.id().name())) {
            switch (made(canary, each.promotion())) {
              case Made.Ready ready ->
                  instead.put(each.id(), active(each.promotion(), canary.id(), ready));
              case Made.Refused refused -> {
                if (refusing.add(canary.bundle())) {
                  LOG.warn("{} is there for nobody while it refuses a promotion", canary);
                }
              }
            }
          }
        }
      }
    }
    byBundle.keySet().removeAll(refusing);
    return List.copyOf(byBundle.values());
  }

  /** Returns the promotions of the newest edition, for the users who are in no share. */
  public ActivePromotions live() {
    return newest.live();
  }

  /** Returns why promotions of the newest edition are not in force, by id. */
  public Map<String, String> flaws() {
    return Map.copyOf(flaws);
  }

  /** Returns who has made the deal of a promotion that is in force. */
  public Optional<ActivePromotion> active(String id) {
    return Optional.ofNullable(newest.byId().get(id));
  }

  /** Returns the ids of the promotions whose deals a kind has made, for a share of users too. */
  public List<String> of(StrategyId kind) {
    return newest.of(kind);
  }

  /** Returns the promotions of the newest edition as a kind makes them, by id. */
  public Map<String, ActivePromotion> madeBy(RegisteredStrategy kind) {
    Map<String, ActivePromotion> made = new TreeMap<>();
    newest
        .promotions()
        .byId()
        .forEach(
            (id, each) -> {
              if (each.kind().equals(kind.id().name())
                  && made(kind, each) instanceof Made.Ready ready) {
                made.put(id, active(each, kind.id(), ready));
              }
            });
    return made;
  }

  /** Returns the promotions in force that a kind would not make a deal of, and why. */
  public Map<String, String> lostTo(RegisteredStrategy kind) {
    Map<String, String> lost = new TreeMap<>();
    newest
        .byId()
        .forEach(
            (id, each) -> {
              if (each.promotion().kind().equals(kind.id().name())
                  && made(kind, each.promotion()) instanceof Made.Refused(String why)) {
                lost.put(id, why);
              }
            });
    return lost;
  }
}
