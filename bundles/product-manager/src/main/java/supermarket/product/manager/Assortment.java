package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Product;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.LastGood;
import supermarket.product.manager.edition.Editions;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;
import supermarket.product.manager.strategy.Successors;

/**
 * The products, and the strategies that price them, as they are at present. Each change publishes
 * an edition.
 *
 * <p>Thread safety: baskets pin editions without a lock. Changes are made one after another under
 * this object's monitor. Nobody calls foreign code under it: rules are asked for before.
 */
final class Assortment implements PriceBook {

  private final Rules rules;
  private final Editions editions;
  private final Runnable published;

  @GuardedBy("this")
  private final RegisteredStrategies strategies = new RegisteredStrategies();

  @GuardedBy("this")
  private final Successors successors = new Successors();

  @GuardedBy("this")
  private CatalogueText text = CatalogueText.none(CurrencyUnit.EUR);

  @GuardedBy("this")
  private LastGood lastGood = new LastGood(List.of());

  @GuardedBy("this")
  private boolean stopped;

  /**
   * One without products and strategies.
   *
   * @param published run after each edition, under this object's monitor
   */
  Assortment(Rules rules, Runnable published) {
    this.rules = rules;
    this.editions = new Editions(rules);
    this.published = published;
  }

  @Override
  public Edition pin(Collection<String> products, RevisionId revision, long until)
      throws InterruptedException {
    return editions.newest().pin(products, revision, until);
  }

  /** Whether there is any product. Any thread may ask. */
  boolean hasProducts() {
    return editions.hasProducts();
  }

  @GuardedBy("this")
  Editions editions() {
    return editions;
  }

  @GuardedBy("this")
  RegisteredStrategies strategies() {
    return strategies;
  }

  @GuardedBy("this")
  Successors successors() {
    return successors;
  }

  /** The catalogue's file as it was read last. */
  @GuardedBy("this")
  CatalogueText text() {
    return text;
  }

  @GuardedBy("this")
  LastGood lastGood() {
    return lastGood;
  }

  @GuardedBy("this")
  boolean isStopped() {
    return stopped;
  }

  /** Begins with a catalogue that was good once. */
  synchronized void begin(CatalogueText good) {
    lastGood = new LastGood(good.products().values());
    text = CatalogueText.none(good.currency());
  }

  /** A catalogue was read. Products that it does not have go. */
  synchronized void take(CatalogueText read) {
    text = read;
    lastGood.retain(lastGood.codes(read));
    publish();
  }

  /** Publishes an edition of what there is now. */
  synchronized void publish() {
    if (stopped) {
      return;
    }
    editions.publish(text, lastGood, strategies, successors);
    for (Product product : editions.products().values()) {
      if (editions.offer(product.code()) instanceof Offer.Available) {
        lastGood.learn(product);
      }
    }
    published.run();
  }

  /** Publishes a last edition, for which nobody waits, and no other. */
  synchronized void stop() {
    successors.giveUpAll();
    publish();
    stopped = true;
  }

  /** Baskets stop to wait for successors whose time is over. */
  synchronized void giveUpSuccessors() {
    if (!stopped && successors.giveUp(System.nanoTime())) {
      publish();
    }
  }

  /**
   * Asks for the rules that are not made yet, and publishes an edition with them. Foreign code runs
   * meanwhile, so no lock may be held: whoever changes something else does not wait for it.
   */
  void makeMissingRules() {
    List<Order> missing = missing();
    if (!missing.isEmpty() && rules.make(missing)) {
      publish();
    }
  }

  private synchronized List<Order> missing() {
    return missing(strategies.all());
  }

  /** The rules that some strategies are still to be asked for. */
  synchronized List<Order> missing(List<RegisteredStrategy> which) {
    List<Product> entries = new ArrayList<>(text.products().values());
    for (Product good : lastGood.all()) {
      if (!good.equals(text.products().get(good.code()))) {
        entries.add(good);
      }
    }
    return rules.missing(which, entries);
  }

  /** What a strategy makes of a product, as far as that is known. */
  Offer known(RegisteredStrategy strategy, Product product) {
    return rules
        .known(strategy, product)
        .orElseGet(() -> new Offer.Unavailable("its rule is not made yet; try again"));
  }

  /**
   * The codes of the products that some strategies price, be it for a share of the users; sorted.
   */
  synchronized List<String> pricedBy(Collection<RegisteredStrategy> which) {
    List<String> priced = new ArrayList<>();
    Set<String> codes = editions.products().keySet();
    for (String code : codes) {
      for (RegisteredStrategy each : which) {
        if (editions.prices(each.id(), code)) {
          priced.add(code);
          break;
        }
      }
    }
    priced.sort(null);
    return priced;
  }

  /** A product by its entry that is in force; empty if there is none. */
  synchronized Optional<ProductStatus> product(String code) {
    Product product = editions.products().get(code);
    return product == null
        ? Optional.empty()
        : Optional.of(new ProductStatus(product, editions.offer(code)));
  }
}
