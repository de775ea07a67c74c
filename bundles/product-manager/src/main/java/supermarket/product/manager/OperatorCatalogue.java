package supermarket.product.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
      for (String code : new TreeSet<>(assortment.editions().products().keySet())) {
        assortment.product(code).ifPresent(all::add);
      }
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
      for (RegisteredStrategy each : strategies.all()) {
        all.add(
            new StrategyStatus(
                each.id(),
                each.bundle(),
                each.bundleId(),
                each.ranking(),
                strategies.audience(each),
                strategies.isInUse(each),
                assortment.pricedBy(List.of(each)),
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
    assortment.makeMissingRules();
    return released;
  }
}
