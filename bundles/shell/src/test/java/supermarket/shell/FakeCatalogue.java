package supermarket.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.ProductQuery;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.deployment.ProductHistory;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.promotion.Promotions;
import supermarket.pricing.api.Line;

/** A catalogue in memory. */
final class FakeCatalogue implements Catalogue, CatalogueDeployer {

  static final StrategyId BOGOF = new StrategyId("buy-one-get-one-free", "1.0.0", 41);
  static final StrategyId BULK_PRICE = new StrategyId("bulk-price", "1.2.0", 42);
  static final StrategyId OLD_BULK_PRICE = new StrategyId("bulk-price", "1.0.0", 43);

  final Map<String, ProductStatus> products = new TreeMap<>();
  final List<Quarantined> late = new ArrayList<>();
  final List<StrategyStatus> strategies = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final Map<String, String> faults = new TreeMap<>();
  final Map<String, ProductHistory> histories = new TreeMap<>();
  Stores stores = Stores.NONE;
  boolean fileCanBeWritten = true;
  PriceScope lastScope = PriceScope.OWN;
  Order last = Order.by("nobody");

  /** GR1, SR1, and MF1 whose strategy is not there. */
  static FakeCatalogue stocked() {
    FakeCatalogue catalogue = new FakeCatalogue();
    catalogue.add(
        product("GR1", "Green tea", "3.11", BOGOF.name(), Map.of()), available("3.11", BOGOF));
    catalogue.add(
        product(
            "SR1", "Strawberries", "5.00", BULK_PRICE.name(), Map.of("from", "3", "price", "4.50")),
        available("5.00", BULK_PRICE));
    catalogue.add(
        product("MF1", "", "5.00", "flat-price", Map.of()),
        new Offer.Unavailable("no live strategy flat-price"));
    catalogue.strategies.add(
        new StrategyStatus(
            BULK_PRICE,
            "supermarket.strategy.bulk.price",
            17,
            5,
            Audience.EVERYBODY,
            true,
            List.of("SR1"),
            Admission.CHECKED));
    catalogue.strategies.add(
        new StrategyStatus(
            OLD_BULK_PRICE,
            "supermarket.strategy.bulk.price",
            16,
            0,
            Audience.EVERYBODY,
            false,
            List.of(),
            Admission.CHECKED));
    catalogue.strategies.add(
        new StrategyStatus(
            BOGOF,
            "supermarket.strategy.buy.one.get.one.free",
            18,
            0,
            Audience.EVERYBODY,
            true,
            List.of("GR1"),
            Admission.CHECKED));
    return catalogue;
  }

  static Product product(
      String code, String name, String price, String strategy, Map<String, String> parameters) {
    return new Product(code, name, eur(price), strategy, parameters);
  }

  static Offer available(String price, StrategyId strategy) {
    return new Offer.Available(eur(price), Map.of(), strategy, Line::undiscounted);
  }

  static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }

  void add(Product product, Offer offer) {
    products.put(product.code(), new ProductStatus(product, offer));
  }

  @Override
  public Page products(ProductQuery query) {
    List<ProductStatus> matching =
        products.values().stream().filter(each -> query.matches(each.product())).toList();
    return new Page(
        matching.stream()
            .filter(each -> each.product().code().compareTo(query.after()) > 0)
            .limit(query.most())
            .toList(),
        matching.size());
  }

  @Override
  public List<Product> samples(Set<String> names) {
    return products.values().stream()
        .map(ProductStatus::product)
        .filter(each -> names.contains(each.strategy()))
        .toList();
  }

  @Override
  public Optional<ProductStatus> product(String code) {
    return Optional.ofNullable(products.get(code));
  }

  private Promotions promotions = Promotions.NONE;

  @Override
  public Promotions promotions() {
    return promotions;
  }

  @Override
  public Optional<PromotionStatus> promotion(String id) {
    return Optional.ofNullable(promotions.get(id))
        .map(each -> new PromotionStatus(each, null, "no live promotion kind is named 'x'"));
  }

  @Override
  public Deployment promotions(String what, UnaryOperator<Promotions> change, Order order) {
    last = order;
    return deployment(
        what,
        () -> {
          promotions = change.apply(promotions);
          return products.values().iterator().next();
        });
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Deployment stores(String what, UnaryOperator<Stores> change, Order order) {
    last = order;
    return deployment(
        what,
        () -> {
          stores = change.apply(stores);
          return products.values().iterator().next();
        });
  }

  @Override
  public List<StrategyStatus> strategies() {
    return List.copyOf(strategies);
  }

  @Override
  public Findings preview(
      String code, String amount, Map<String, String> parameters, PriceScope scope) {
    throw new UnsupportedOperationException("no command asks");
  }

  @Override
  public EditionStatus edition() {
    throw new UnsupportedOperationException("no command asks");
  }

  @Override
  public List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public Optional<String> fault(String code) {
    return Optional.ofNullable(faults.get(code));
  }

  @Override
  public Deployment add(ProductEntry entry, Order order) {
    last = order;
    return deployment(
        entry.code(),
        () ->
            replace(
                product(
                        entry.code(),
                        entry.name(),
                        entry.amount(),
                        entry.strategy(),
                        entry.parameters())
                    .with(
                        entry.details().getOrDefault("vat", ""),
                        entry.details().getOrDefault("deposit", "")),
                available(entry.amount(), BOGOF)));
  }

  @Override
  public Deployment remove(String code, Order order) {
    last = order;
    return deployment(code, () -> products.remove(code));
  }

  @Override
  public Deployment read(Path file, boolean isComplete, PriceScope scope, Order order) {
    last = order;
    lastScope = scope;
    return deployment(
        file.getFileName() + (isComplete ? " all" : ""), () -> products.values().iterator().next());
  }

  @Override
  public Deployment rollBack(long revision, Order order) {
    last = order;
    return deployment("catalogue of " + revision, () -> products.values().iterator().next());
  }

  @Override
  public Deployment change(ProductEntry entry, Order order) {
    last = order;
    Product old = products.get(entry.code()).product();
    return deployment(
        entry.code(),
        () ->
            replace(
                product(
                        entry.code(),
                        entry.name().isEmpty() ? old.name() : entry.name(),
                        entry.amount().isEmpty() ? Text.amount(old.unitPrice()) : entry.amount(),
                        entry.strategy().isEmpty() ? old.strategy() : entry.strategy(),
                        entry.parameters().isEmpty() ? old.parameters() : entry.parameters())
                    .with(
                        entry.details().getOrDefault("vat", ""),
                        entry.details().getOrDefault("deposit", "")),
                available("1.00", BOGOF)));
  }

  @Override
  public ProductHistory history(String code, int most) throws IOException {
    if (code.equals("unreadable")) {
      throw new IOException("no route to the shelf");
    }
    return histories.getOrDefault(code, new ProductHistory(List.of(), 1));
  }

  @Override
  public Deployment undo(String code, Order order) {
    return deployment(
        code,
        () -> {
          throw new IllegalArgumentException("product '" + code + "' was not changed");
        });
  }

  @Override
  public Deployment price(
      String code, String amount, Map<String, String> parameters, PriceScope scope, Order order) {
    last = order;
    lastScope = scope;
    return deployment(code, () -> changePrice(code, amount, parameters, order.forced()));
  }

  @Override
  public Deployment strategy(
      String code, String strategy, Map<String, String> parameters, Order order) {
    last = order;
    return deployment(code, () -> changeStrategy(code, strategy, parameters));
  }

  private interface Change {
    ProductStatus make() throws IOException;
  }

  private static Deployment deployment(String code, Change change) {
    Deployment begun =
        new Deployment(
            Instant.EPOCH,
            Action.PRODUCT,
            Deployment.COMMAND,
            code,
            "",
            "",
            Outcome.INTERRUPTED,
            List.of());
    try {
      change.make();
      return begun.ended(Outcome.DONE, List.of());
    } catch (IllegalArgumentException | IOException e) {
      return begun.ended(Outcome.REFUSED, List.of(String.valueOf(e.getMessage())));
    }
  }

  private ProductStatus changePrice(
      String code, String amount, Map<String, String> parameters, boolean force)
      throws IOException {
    if (!amount.matches("[0-9]+[.][0-9]{2}")) {
      throw new IllegalArgumentException(amount + " is no price in EUR");
    }
    Product old = products.get(code).product();
    if (!force && amount.startsWith("311")) {
      throw new IllegalArgumentException("EUR " + amount + " is far; say --force");
    }
    writeFile();
    Map<String, String> all = new TreeMap<>(old.parameters());
    all.putAll(parameters);
    Product changed = product(code, old.name(), amount, old.strategy(), all);
    return replace(changed.with(old.overrides()), available(amount, BOGOF));
  }

  @Override
  public List<Quarantined> quarantined() {
    return late;
  }

  @Override
  public int release(String strategy) {
    return 0;
  }

  private ProductStatus changeStrategy(String code, String strategy, Map<String, String> parameters)
      throws IOException {
    StrategyId id =
        strategies.stream()
            .map(StrategyStatus::id)
            .filter(each -> each.name().equals(strategy))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("there is no live strategy " + strategy));
    writeFile();
    Product old = products.get(code).product();
    Money price = old.unitPrice().withCurrencyUnit(CurrencyUnit.EUR);
    return replace(
        new Product(code, old.name(), price, strategy, parameters),
        new Offer.Available(price, parameters, id, Line::undiscounted));
  }

  private void writeFile() throws IOException {
    if (!fileCanBeWritten) {
      throw new IOException("etc/catalogue.json cannot be written: the disk is full");
    }
  }

  private ProductStatus replace(Product product, Offer offer) {
    add(product, offer);
    return products.get(product.code());
  }
}
