package supermarket.product.manager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.product.manager.edition.Row;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * For whom the strategies of a bundle price, as the deployer says, and what they would do.
 *
 * <p>Thread safety: any thread.
 */
final class PricingStage implements Stage {

  private final Assortment assortment;
  private final StrategyUse use;
  private final Whiteboard whiteboard;
  private final Rules rules;

  PricingStage(Assortment assortment, StrategyUse use, Whiteboard whiteboard, Rules rules) {
    this.assortment = assortment;
    this.use = use;
    this.whiteboard = whiteboard;
    this.rules = rules;
  }

  @Override
  public void admit(long bundleId, long lastModified, Admission admission) throws IOException {
    whiteboard.admit(bundleId, lastModified, admission);
  }

  @Override
  public Admission admission(long bundleId, long lastModified) {
    return whiteboard.admission(bundleId, lastModified);
  }

  @Override
  public void limit(Map<Long, Audience> audiences, RevisionId revision) {
    synchronized (assortment) {
      assortment.editions().nextIsOf(revision);
      RegisteredStrategies strategies = assortment.strategies();
      strategies.limit(audiences);
      strategies.inUse().keySet().forEach(assortment.successors()::came);
      assortment.publish();
    }
  }

  @Override
  public void agree(RevisionId revision) {
    synchronized (assortment) {
      assortment.editions().isOf(revision);
      assortment.becomesChains();
    }
  }

  @Override
  public Set<Long> live() {
    synchronized (assortment) {
      Set<Long> live = new HashSet<>();
      assortment.strategies().inUse().values().forEach(each -> live.add(each.bundleId()));
      return live;
    }
  }

  @Override
  public Optional<Long> live(String strategy) {
    synchronized (assortment) {
      RegisteredStrategies strategies = assortment.strategies();
      return strategies
          .named(strategy)
          .or(() -> strategies.kind(strategy))
          .map(RegisteredStrategy::bundleId);
    }
  }

  @Override
  public List<String> rehearse(long bundleId) {
    new MissingMaker(assortment, rules).makeDeals(ofBundle(bundleId));
    List<Order> missing = assortment.missing(ofBundle(bundleId));
    return missing.isEmpty() || rules.make(missing)
        ? objections(bundleId)
        : List.of("asking it for its rules was interrupted");
  }

  private List<RegisteredStrategy> ofBundle(long bundleId) {
    synchronized (assortment) {
      return assortment.strategies().all().stream()
          .filter(each -> each.bundleId() == bundleId)
          .toList();
    }
  }

  private List<String> objections(long bundleId) {
    List<String> reasons = new ArrayList<>();
    Map<StrategyId, String> late = rules.quarantined();
    for (RegisteredStrategy strategy : ofBundle(bundleId)) {
      String why = late.get(strategy.id());
      if (strategy.isKind()) {
        lostPromotions(strategy, reasons);
      } else if (why == null) {
        lostPrices(strategy, reasons);
      } else {
        reasons.add("strategy " + strategy.id() + " " + why);
      }
    }
    return reasons;
  }

  private void lostPromotions(RegisteredStrategy kind, List<String> reasons) {
    synchronized (assortment) {
      assortment
          .editions()
          .promotions()
          .lostTo(kind)
          .forEach((id, why) -> reasons.add("promotion " + id + " would be lost: " + why));
    }
  }

  private void lostPrices(RegisteredStrategy strategy, List<String> reasons) {
    synchronized (assortment) {
      if (assortment.bound().of(strategy.id().name()).stream()
          .noneMatch(terms -> rules.offer(strategy, terms) instanceof Offer.Unavailable)) {
        return;
      }
      for (Row row : assortment.editions().rows()) {
        row.forEachOffer(
            (live, terms) -> {
              if (strategy.id().name().equals(terms.strategy())
                  && live instanceof Offer.Available
                  && rules.offer(strategy, terms) instanceof Offer.Unavailable(String refusal)) {
                reasons.add(
                    "product " + row.product().code() + " would lose its price: " + refusal);
              }
            });
      }
    }
  }

  @Override
  public ActivePromotions promotions() {
    synchronized (assortment) {
      return assortment.editions().promotions().live();
    }
  }

  @Override
  public Map<String, ActivePromotion> promotions(long bundleId) {
    Map<String, ActivePromotion> made = new TreeMap<>();
    for (RegisteredStrategy each : ofBundle(bundleId)) {
      if (each.isKind()) {
        synchronized (assortment) {
          made.putAll(assortment.editions().promotions().madeBy(each));
        }
      }
    }
    return made;
  }

  @Override
  public List<String> products(long bundleId) {
    List<StrategyId> strategies = ofBundle(bundleId).stream().map(RegisteredStrategy::id).toList();
    synchronized (assortment) {
      List<String> all = new ArrayList<>(assortment.editions().pricedBy(strategies));
      for (StrategyId each : strategies) {
        assortment.editions().promotions().of(each).forEach(id -> all.add("promotion " + id));
      }
      return all;
    }
  }

  @Override
  public long overstayers() {
    return use.overstayers();
  }
}
