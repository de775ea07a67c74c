package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.catalogue.Stores;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.BoundTerms;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.Edits;
import supermarket.product.manager.catalogue.InLine;
import supermarket.product.manager.catalogue.LastChanges;
import supermarket.product.manager.catalogue.ListedPrices;
import supermarket.product.manager.catalogue.Written;
import supermarket.product.manager.edition.Editions;
import supermarket.product.manager.edition.Row;
import supermarket.product.manager.promotion.Deals;
import supermarket.product.manager.promotion.PromotionBoard;
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

  private final Deals deals;
  private final Editions editions;
  private final Consumer<Set<String>> published;

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
  private Set<ProductTerms> expected = Set.of();

  /** The codes of the products that the next edition may have others of. */
  @GuardedBy("this")
  private final Set<String> changed = new HashSet<>();

  @GuardedBy("this")
  private final MissingRules missing;

  @GuardedBy("this")
  private boolean stopped;

  /**
   * An empty one.
   *
   * @param published told after each edition, under this monitor, which products may be others
   */
  Assortment(Rules rules, Deals deals, Consumer<Set<String>> published) {
    this.deals = deals;
    this.missing = new MissingRules(rules);
    this.editions = new Editions(rules, missing.bound(), new PromotionBoard(deals));
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
  BoundTerms bound() {
    return missing.bound();
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
    changed.addAll(with.products().codes());
    missing.change(changed, agreed.products(), with.products());
    agreed = with;
    written.begin(line, with);
  }

  /** What is in force is the chain's: this node has seen what that has. */
  synchronized void becomesChains() {
    lastChanges.begin();
  }

  @GuardedBy("this")
  boolean isChains() {
    return lastChanges.hasBegun();
  }

  /** The file was read: an edition of it is to be published. */
  synchronized void take(CatalogueText read) {
    written.read(read, agreed);
  }

  /** What the author of the file wants changed. */
  synchronized Edits edits() {
    return written.edits(agreed, new EditJudge(this::offer, new ChainPromotions(this)::judge));
  }

  /** What there would be for an entry, with these price lists; if it can be priced by all. */
  synchronized Offer offer(Product product, Stores stores) {
    Row row = editions.row(product, strategies);
    return row.flaw()
        .or(() -> ListedPrices.flaw(product, stores))
        .<Offer>map(Offer.Unavailable::new)
        .orElse(row.offer());
  }

  /** Products may have these terms soon: their rules are not forgotten. */
  synchronized void expect(Set<ProductTerms> terms) {
    expected = terms;
  }

  /** Makes a change: one edition is published. */
  synchronized void make(CatalogueChange change, RevisionId revision) {
    lastChanges.made(agreed.products(), change);
    Set<String> codes = change.codes();
    Agreed after = agreed.after(change);
    missing.change(codes, agreed.products(), after.products());
    agreed = after;
    written.settle(agreed, codes);
    changed.addAll(codes);
    editions.nextIsOf(revision);
    publish();
    expected = Set.of();
  }

  /** Publishes an edition of what there is now. */
  synchronized void publish() {
    if (stopped) {
      return;
    }
    Set<ProductTerms> soon = new HashSet<>(expected);
    written.edited().forEach(edited -> soon.addAll(edited.allTerms()));
    editions.publish(agreed, changed, edits().faults(), strategies, successors, soon);
    published.accept(changed);
    changed.clear();
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

  /** What kinds have made of promotions. Any thread may ask. */
  Deals deals() {
    return deals;
  }

  /** The rules that all strategies are still to be asked for. */
  synchronized List<Order> missing() {
    return missing.of(agreed, written, strategies);
  }

  /** The rules that some strategies are still to be asked for. */
  synchronized List<Order> missing(List<RegisteredStrategy> which) {
    return missing.of(agreed, written, which);
  }

  /** Strategies of a name may not have been asked for all that is bound to it. */
  synchronized void askAgain(String strategy) {
    missing.mayBeOf(strategy);
  }
}
