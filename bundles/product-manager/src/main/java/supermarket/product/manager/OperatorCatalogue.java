package supermarket.product.manager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.operation.Quarantined;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * What operators see of the catalogue and the strategies.
 *
 * <p>Thread safety: any thread; each answer is of one moment.
 */
final class OperatorCatalogue implements Catalogue {

  private final Assortment assortment;
  private final CatalogueHealth health;
  private final Whiteboard whiteboard;
  private final Rules rules;

  OperatorCatalogue(
      Assortment assortment, CatalogueHealth health, Whiteboard whiteboard, Rules rules) {
    this.assortment = assortment;
    this.health = health;
    this.whiteboard = whiteboard;
    this.rules = rules;
  }

  @Override
  public List<ProductStatus> products() {
    synchronized (assortment) {
      List<ProductStatus> all = new ArrayList<>();
      assortment
          .editions()
          .rows()
          .forEach(row -> all.add(new ProductStatus(row.product(), row.offer())));
      all.sort(Comparator.comparing(each -> each.product().code()));
      return all;
    }
  }

  @Override
  public Optional<ProductStatus> product(String code) {
    return assortment.product(code);
  }

  @Override
  public List<StrategyStatus> strategies() {
    List<StrategyStatus> all = new ArrayList<>();
    synchronized (assortment) {
      RegisteredStrategies strategies = assortment.strategies();
      Map<StrategyId, Set<String>> priced = assortment.editions().pricedBy();
      for (RegisteredStrategy each : strategies.all()) {
        all.add(
            new StrategyStatus(
                each.id(),
                each.bundle(),
                each.bundleId(),
                each.ranking(),
                strategies.audience(each),
                strategies.isInUse(each),
                List.copyOf(priced.getOrDefault(each.id(), Set.of())),
                whiteboard.admission(each)));
      }
    }
    whiteboard.waiting().forEach(each -> all.add(RegisteredStrategy.waiting(each)));
    return all;
  }

  @Override
  public List<String> problems() {
    return health.problems();
  }

  @Override
  public Optional<String> fault(String code) {
    synchronized (assortment) {
      return Optional.ofNullable(assortment.editions().entryFaults().get(code));
    }
  }

  @Override
  public List<Quarantined> quarantined() {
    return rules.quarantine();
  }

  @Override
  public int release(String strategy) {
    int released = rules.release(strategy);
    assortment.askAgain();
    assortment.makeMissingRules();
    return released;
  }
}
