package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;
import supermarket.library.text.Printable;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueReader;
import supermarket.product.manager.catalogue.CatalogueWriter;
import supermarket.product.manager.catalogue.ChangeFaults;
import supermarket.product.manager.catalogue.Edits;
import supermarket.product.manager.catalogue.LastChanges;
import supermarket.product.manager.catalogue.ListedPrices;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * The catalogue as the chain agrees on it.
 *
 * <p>Thread safety: any thread; changes are made one after another under the assortment's monitor.
 */
final class ChainCatalogue implements CatalogueStage {

  /** Reasons beyond these would not be read. */
  private static final int MOST_REASONS = 20;

  private final Assortment assortment;
  private final Rules rules;
  private final ProductChanges changes;
  private final ChainPromotions promotions;
  private final InstantSource clock;

  ChainCatalogue(Assortment assortment, Rules rules, ProductChanges changes, InstantSource clock) {
    this.assortment = assortment;
    this.rules = rules;
    this.changes = changes;
    this.promotions = new ChainPromotions(assortment);
    this.clock = clock;
  }

  @Override
  public Optional<CatalogueChange> edited() {
    synchronized (assortment) {
      Edits edits = assortment.edits();
      boolean isCatalogue = !assortment.agreed().after(edits.change()).products().isEmpty();
      return edits.isAny() && isCatalogue ? Optional.of(edits.change()) : Optional.empty();
    }
  }

  @Override
  public Optional<CatalogueChange> present() {
    synchronized (assortment) {
      Agreed agreed = assortment.agreed();
      return agreed.products().isEmpty()
          ? Optional.empty()
          : Optional.of(CatalogueChange.none(agreed.currency()));
    }
  }

  @Override
  public CatalogueChange price(
      String code, String amount, Map<String, String> parameters, PriceScope scope, boolean force) {
    synchronized (assortment) {
      Product product = product(code);
      CurrencyUnit currency =
          amount.equals(LastChanges.NO_PRICE)
              ? product.unitPrice().getCurrencyUnit()
              : ListedPrices.currency(scope.list(), product, assortment.agreed().stores());
      return of(
          LastChanges.price(product, amount, currency, parameters, scope, clock.instant(), force));
    }
  }

  @Override
  public CatalogueChange strategy(String code, String strategy, Map<String, String> parameters) {
    synchronized (assortment) {
      Product before = product(code);
      if (assortment.strategies().named(strategy).isEmpty()) {
        throw new IllegalArgumentException(assortment.strategies().unknown(strategy));
      }
      return of(before.with(before.terms().by(strategy, parameters)));
    }
  }

  @Override
  public CatalogueChange stores(UnaryOperator<Stores> change) {
    return new SideChanges(assortment).stores(change);
  }

  @Override
  public CatalogueChange promotions(UnaryOperator<Promotions> change) {
    return new SideChanges(assortment).promotions(change);
  }

  @Override
  public CatalogueChange add(ProductEntry entry) {
    return changes.add(entry);
  }

  @Override
  public CatalogueChange change(ProductEntry entry, boolean force) {
    return changes.change(entry, force);
  }

  @Override
  public CatalogueChange remove(String code) {
    return changes.remove(code);
  }

  @Override
  public CatalogueChange read(Path file, boolean isComplete, PriceScope scope, boolean force) {
    return changes.read(file, isComplete, scope, force);
  }

  @Override
  public CatalogueChange undo(String code) {
    synchronized (assortment) {
      return of(assortment.lastChanges().before(product(code)));
    }
  }

  private CatalogueChange of(Product product) {
    synchronized (assortment) {
      return CatalogueChange.of(assortment.agreed().currency(), product);
    }
  }

  private Product product(String code) {
    synchronized (assortment) {
      Product product = assortment.agreed().products().get(code);
      if (product == null) {
        throw new IllegalArgumentException("the catalogue has no product '" + code + "'");
      }
      return product;
    }
  }

  @Override
  public List<String> rehearse(CatalogueChange change, boolean isStrict) {
    Map<ProductTerms, String> terms = Rules.terms(change.entries().values());
    for (List<Order> missing = missing(terms); !missing.isEmpty(); missing = missing(terms)) {
      if (!rules.make(missing)) {
        return List.of("asking for the rules was interrupted");
      }
    }
    List<String> reasons = new ArrayList<>(promotions.objections(change, isStrict));
    synchronized (assortment) {
      Agreed agreed = assortment.agreed();
      Agreed later = agreed.after(change);
      ListedPrices.objection(later.products(), agreed.stores(), later.stores())
          .ifPresent(reasons::add);
      ChangeFaults.of(agreed.products(), change).entrySet().stream()
          .limit(MOST_REASONS)
          .forEach(each -> reasons.add(about(each.getKey(), each.getValue())));
      for (Product product : change.entries().values()) {
        if (reasons.size() < MOST_REASONS) {
          objection(product, later.stores(), isStrict).ifPresent(reasons::add);
        }
      }
    }
    return reasons;
  }

  private List<Order> missing(Map<ProductTerms, String> terms) {
    synchronized (assortment) {
      assortment.expect(terms.keySet());
      return rules.missing(assortment.strategies().all(), terms);
    }
  }

  /** Why an entry is not to come into force. */
  private Optional<String> objection(Product product, Stores stores, boolean isStrict) {
    synchronized (assortment) {
      RegisteredStrategies strategies = assortment.strategies();
      boolean hasPrice = assortment.editions().offer(product.code()) instanceof Offer.Available;
      Optional<RegisteredStrategy> live = strategies.named(product.strategy());
      List<Offer> offers = new ArrayList<>();
      if (hasPrice || (isStrict && live.isPresent())) {
        offers.add(assortment.offer(product, stores));
      }
      if (isStrict) {
        for (ProductTerms terms : product.allTerms()) {
          strategies
              .canary(terms.strategy())
              .ifPresent(each -> offers.add(rules.offer(each, terms)));
        }
      }
      return offers.stream()
          .filter(Offer.Unavailable.class::isInstance)
          .map(Offer.Unavailable.class::cast)
          .map(why -> about(product.code(), why.why()))
          .findFirst();
    }
  }

  private static String about(String code, String why) {
    return "product " + Printable.of(code, 64) + ": " + why;
  }

  @Override
  public CatalogueChange until(Path base, CatalogueChange since) throws IOException {
    Agreed later = CatalogueReader.read(Files.readAllBytes(base)).whole().after(since);
    synchronized (assortment) {
      return assortment.agreed().until(later);
    }
  }

  @Override
  public Optional<Product> product(Path base, String code) throws IOException {
    return Optional.ofNullable(CatalogueReader.read(Files.readAllBytes(base)).products().get(code));
  }

  @Override
  public void write(Path file, CatalogueChange change) throws IOException {
    Agreed agreed;
    synchronized (assortment) {
      agreed = assortment.agreed();
    }
    Files.write(file, CatalogueWriter.write(agreed.after(change)));
  }

  @Override
  public void make(CatalogueChange change, RevisionId revision) {
    synchronized (assortment) {
      assortment.make(change, revision);
    }
  }
}
