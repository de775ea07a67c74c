package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.product.manager.promotion.Deals;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Tells what is wrong with the catalogue and its strategies: to health, to operators who ask, and
 * to the log.
 *
 * <p>Thread safety: any thread. The troubles are replaced whole under the assortment's monitor and
 * read without it, so that who asks for health waits for nobody.
 */
final class CatalogueHealth implements Health {

  /** What is in trouble if something is wrong here. */
  private static final String PART = "catalogue";

  /** So many promotions are told. */
  private static final int MOST_PROMOTIONS = 5;

  private final Assortment assortment;
  private final CatalogueSource source;
  private final Sides sides;
  private final Rules rules;
  private final Supplier<Optional<Trouble>> watch;

  @GuardedBy("assortment")
  private final Told told = new Told();

  private volatile List<Trouble> troubles = List.of();

  /**
   * Of an assortment.
   *
   * @param watch what is wrong with the watch over the catalogue's file
   */
  CatalogueHealth(
      Assortment assortment,
      CatalogueSource source,
      Sides sides,
      Rules rules,
      Supplier<Optional<Trouble>> watch) {
    this.assortment = assortment;
    this.source = source;
    this.sides = sides;
    this.rules = rules;
    this.watch = watch;
  }

  /** Tells the log what is new, and health what is so now. */
  void look() {
    synchronized (assortment) {
      if (!assortment.isStopped()) {
        told.look(problemsWithin(), assortment.strategies().all().size());
        report();
      }
    }
  }

  /** Tells health what is so now. */
  void report() {
    List<Trouble> now = new ArrayList<>();
    synchronized (assortment) {
      String problem = source.problem();
      if (!assortment.hasProducts()) {
        now.add(
            new Trouble(
                PART,
                Gravity.NOT_READY,
                problem == null
                    ? "no product in " + source + " is written rightly: product:list says why"
                    : problem + "; " + source.inForce()));
      } else if (problem != null) {
        now.add(warning(problem + "; " + source.inForce()));
      }
      List<String> products = ofProducts();
      if (!products.isEmpty()) {
        String more =
            products.size() == 1 ? "" : "; and " + (products.size() - 1) + " more: product:list";
        now.add(warning(products.getFirst() + more));
      }
      ofStores().ifPresent(why -> now.add(warning(why)));
      ofPromotions().forEach(why -> now.add(warning(why)));
      sides.followingFails().forEach(why -> now.add(warning(why)));
      source.keepingFails().ifPresent(why -> now.add(warning(why)));
      source.followingFails().ifPresent(why -> now.add(warning(why)));
      troubles = List.copyOf(now);
    }
  }

  private static Trouble warning(String text) {
    return new Trouble(PART, Gravity.WARNING, text);
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>(troubles);
    watch.get().ifPresent(all::add);
    rules.quarantine().forEach(each -> all.add(each.trouble()));
    assortment.deals().quarantine().forEach(each -> all.add(each.trouble()));
    return all;
  }

  /** Everything that is wrong, one sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    synchronized (assortment) {
      String problem = source.problem();
      if (problem != null) {
        problems.add("catalogue " + problem);
      }
      if (sides.stores().problem() != null) {
        ofStores().ifPresent(problems::add);
      }
      problems.addAll(problemsWithin());
    }
    return problems;
  }

  @GuardedBy("assortment")
  private Optional<String> ofStores() {
    return Optional.ofNullable(sides.stores().problem())
        .or(() -> assortment.edits().storesFault().map(why -> sides.stores().path() + ": " + why))
        .map(why -> "stores " + why + "; the stores as they were before stay in force");
  }

  /** Of the file, of its entries, and of what is in force and cannot be applied. */
  @GuardedBy("assortment")
  private List<String> ofPromotions() {
    List<String> problems = new ArrayList<>();
    String unread = sides.promotions().problem();
    if (unread != null) {
      problems.add("promotions " + unread + "; the promotions as they were before stay in force");
    }
    Map<String, String> faults = new TreeMap<>(sides.promotions().faults());
    faults.putAll(assortment.edits().promotionFaults());
    faults.forEach((id, why) -> problems.add("promotion " + id + " in its file: " + why));
    new TreeMap<>(assortment.editions().promotions().flaws())
        .forEach((id, why) -> problems.add("promotion " + id + " is not in force: " + why));
    problems.addAll(refusedOnTrial());
    int more = problems.size() - MOST_PROMOTIONS;
    if (more > 0) {
      problems.subList(MOST_PROMOTIONS, problems.size()).clear();
      problems.add("and " + more + " more promotions: promotion:list");
    }
    return problems;
  }

  /** Promotions because of which kinds on trial are there for nobody. */
  @GuardedBy("assortment")
  private List<String> refusedOnTrial() {
    List<String> problems = new ArrayList<>();
    for (RegisteredStrategy canary : assortment.strategies().canaries()) {
      if (canary.isKind()) {
        assortment
            .editions()
            .promotions()
            .lostTo(canary)
            .forEach(
                (id, why) -> {
                  if (!why.equals(Deals.NOT_YET)) {
                    problems.add(
                        "promotion %s: %s is on trial, and there for nobody while it refuses this: %s"
                            .formatted(id, canary.id(), why));
                  }
                });
      }
    }
    return problems;
  }

  /** Those of a catalogue that can be read. */
  @GuardedBy("assortment")
  private List<String> problemsWithin() {
    List<String> problems = new ArrayList<>(ofProducts());
    if (sides.stores().problem() == null) { // which its source has told
      ofStores().ifPresent(problems::add);
    }
    problems.addAll(ofPromotions());
    problems.addAll(assortment.strategies().conflicts());
    return problems;
  }

  @GuardedBy("assortment")
  private List<String> ofProducts() {
    return ProductProblems.of(
        assortment.written().text(),
        assortment.editions(),
        assortment.strategies(),
        assortment.successors());
  }
}
