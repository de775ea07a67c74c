package supermarket.product.manager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductQuery;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.catalogue.BoundTerms;
import supermarket.product.manager.catalogue.Products;
import supermarket.product.manager.edition.Row;
import supermarket.product.manager.edition.Rows;
import supermarket.product.manager.promotion.PromotionBoard;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * What operators see of the catalogue and the strategies.
 *
 * <p>Thread safety: any thread; each answer is of one moment.
 */
final class OperatorCatalogue implements Catalogue {

  /** The same on all nodes, whichever product they know terms from. */
  private static final Comparator<Product> BY_TERMS =
      Comparator.comparing(Product::strategy)
          .thenComparing((Product product) -> product.unitPrice().getCurrencyUnit().getCode())
          .thenComparing((Product product) -> product.unitPrice().getAmount())
          .thenComparing(Product::soldBy)
          .thenComparing((Product product) -> product.parameters().toString());

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
  public Page products(ProductQuery query) {
    NavigableMap<String, ProductStatus> page = new TreeMap<>();
    long matching = 0;
    for (Row row : rows()) {
      if (query.matches(row.product())) {
        matching++;
        String code = row.product().code();
        if (code.compareTo(query.after()) > 0) {
          page.put(code, new ProductStatus(row.product(), row.offer()));
          if (page.size() > query.most()) {
            page.pollLastEntry();
          }
        }
      }
    }
    return new Page(List.copyOf(page.values()), matching);
  }

  /** Never changed. */
  private Rows rows() {
    synchronized (assortment) {
      return assortment.editions().rows();
    }
  }

  @Override
  public List<Product> samples(Set<String> names) {
    synchronized (assortment) {
      BoundTerms bound = assortment.bound();
      Products products = assortment.agreed().products();
      return names.stream()
          .flatMap(name -> bound.samples(name, products).stream())
          .sorted(BY_TERMS)
          .toList();
    }
  }

  @Override
  public Optional<ProductStatus> product(String code) {
    synchronized (assortment) {
      return Optional.ofNullable(assortment.editions().row(code))
          .map(row -> new ProductStatus(row.product(), row.offer()));
    }
  }

  @Override
  public Promotions promotions() {
    synchronized (assortment) {
      return assortment.agreed().promotions();
    }
  }

  @Override
  public Optional<PromotionStatus> promotion(String id) {
    synchronized (assortment) {
      PromotionBoard board = assortment.editions().promotions();
      return Optional.ofNullable(assortment.agreed().promotions().get(id))
          .map(
              promotion ->
                  new PromotionStatus(
                      promotion,
                      board.active(id).orElse(null),
                      board.flaws().getOrDefault(id, "")));
    }
  }

  @Override
  public Stores stores() {
    synchronized (assortment) {
      return assortment.agreed().stores();
    }
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
                each.isKind()
                    ? assortment.editions().promotions().of(each.id())
                    : List.copyOf(priced.getOrDefault(each.id(), Set.of())),
                whiteboard.admission(each),
                each.isKind()));
      }
    }
    whiteboard.waiting().forEach(each -> all.add(RegisteredStrategy.waiting(each)));
    return all;
  }

  @Override
  public EditionStatus edition() {
    synchronized (assortment) {
      return assortment.editions().newest().status();
    }
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
    List<Quarantined> all = new ArrayList<>(rules.quarantine());
    all.addAll(assortment.deals().quarantine());
    return all;
  }

  @Override
  public int release(String strategy) {
    int released = rules.release(strategy) + assortment.deals().release(strategy);
    assortment.askAgain(strategy);
    new MissingMaker(assortment, rules).make();
    return released;
  }
}
