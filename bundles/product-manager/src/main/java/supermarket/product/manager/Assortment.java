package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Product;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.InLine;
import supermarket.product.manager.catalogue.LastChanges;
import supermarket.product.manager.catalogue.Written;
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

  /** The catalogue that is in force. */
  @GuardedBy("this")
  private Agreed agreed = Agreed.NONE;

  @GuardedBy("this")
  private final Written written = new Written();

  @GuardedBy("this")
  private final LastChanges lastChanges = new LastChanges();

  @GuardedBy("this")
  private boolean chains;

  /** Products that may come soon: their rules are not forgotten. */
  @GuardedBy("this")
  private Set<String> expected = Set.of();

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

  @GuardedBy("this")
  Agreed agreed() {
    return agreed;
  }

  @GuardedBy("this")
  Written written() {
    return written;
  }

  @GuardedBy("this")
  LastChanges lastChanges() {
    return lastChanges;
  }

  @GuardedBy("this")
  boolean isStopped() {
    return stopped;
  }

  /** Begins with a catalogue. */
  synchronized void begin(Agreed with, InLine line) {
    agreed = with;
    written.begin(line);
  }

  /** What is in force is the chain's: this node has seen what that has. */
  synchronized void becomesChains() {
    chains = true;
  }

  @GuardedBy("this")
  boolean isChains() {
    return chains;
  }

  /** The file was read. */
  synchronized void take(CatalogueText read) {
    written.read(read, agreed);
    publish();
  }

  /** What the author of the file wants changed. */
  synchronized Written.Edits edits() {
    return written.edits(agreed, this::offer);
  }

  /** What there would be for an entry. */
  synchronized Offer offer(Product product) {
    return editions.offer(product, strategies);
  }

  /** These products may come soon, or have other terms. */
  synchronized void expect(Set<String> codes) {
    expected = codes;
  }

  /** Makes a change: one edition is published. */
  synchronized void make(CatalogueChange change, RevisionId revision) {
    for (Product after : change.entries().values()) {
      Product before = agreed.products().get(after.code());
      if (chains && before != null && !before.equals(after)) {
        lastChanges.made(before, after);
      }
    }
    agreed = agreed.after(change);
    lastChanges.retain(agreed.products().keySet());
    written.settle(agreed);
    editions.nextIsOf(revision);
    publish();
    expected = Set.of();
  }

  /** Publishes an edition of what there is now. */
  synchronized void publish() {
    if (stopped) {
      return;
    }
    editions.publish(agreed, edits().faults(), strategies, successors, expected);
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
    List<Product> entries = new ArrayList<>(agreed.products().values());
    for (Product edited : written.others(agreed)) {
      if (agreed.products().containsKey(edited.code())) {
        entries.add(edited);
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
    return editions.pricedBy(which.stream().map(RegisteredStrategy::id).toList());
  }

  /** A product by its entry that is in force; empty if there is none. */
  synchronized Optional<ProductStatus> product(String code) {
    Product product = editions.products().get(code);
    return product == null
        ? Optional.empty()
        : Optional.of(new ProductStatus(product, editions.offer(code)));
  }
}
