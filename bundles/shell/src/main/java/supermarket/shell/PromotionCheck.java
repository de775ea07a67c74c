package supermarket.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.basket.api.promotion.Promotions;

/**
 * The command that tries promotions on the baskets that were priced last. It runs on the thread of
 * the shell.
 */
@Component(service = PromotionCheck.class)
@GogoCommand(scope = "promotion", function = "check")
public final class PromotionCheck {

  static final String CHECK =
      "promotion:check [ID] - how promotions overlap, and what they take off the baskets that this"
          + " node priced last; a dark one as if it were live";

  /** So many of the last baskets are looked at. */
  private static final int MOST = 500;

  /** Promotions that are not begun by then are not tried. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Apps apps;

  /** Away while the user bundle is. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PricedBaskets baskets;

  /** Away while the promotion bundle is. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PromotionEngine engine;

  /** The command, on these apps. */
  @Activate
  public PromotionCheck(@Reference Apps apps) {
    this.apps = apps;
  }

  /** What one promotion does. */
  private static final class Effect {
    private long baskets;
    private final Map<CurrencyUnit, Money> without = new TreeMap<>();

    void add(Money more) {
      if (!more.isZero()) {
        baskets++;
        without.merge(more.getCurrencyUnit(), more, Money::plus);
      }
    }

    String words() {
      return without.isEmpty()
          ? "-"
          : String.join(", ", without.values().stream().map(Money::toString).toList());
    }
  }

  /** Tries the promotions. */
  @Descriptor(CHECK)
  public String check(
      @Descriptor("ID: as promotion:list shows it; all if it is left out")
          @Nullable String... arguments) {
    List<String> given = Arguments.between(0, 1, CHECK, arguments);
    Catalogue catalogue = apps.catalogue();
    List<ActivePromotion> all = active(catalogue);
    if (!given.isEmpty() && all.stream().noneMatch(each -> each.id().equals(given.getFirst()))) {
      throw new CommandFailed(
          "There is no promotion '%s' in force: promotion:list says why."
              .formatted(Text.safe(given.getFirst())));
    }
    if (all.isEmpty()) {
      return "No promotion is in force.";
    }
    return overlap(catalogue, all) + "\n" + effects(catalogue, all, given);
  }

  private static List<ActivePromotion> active(Catalogue catalogue) {
    List<ActivePromotion> all = new ArrayList<>();
    for (String id : catalogue.promotions().byId().keySet()) {
      catalogue.promotion(id).map(Catalogue.PromotionStatus::active).ifPresent(all::add);
    }
    return all;
  }

  private static ActivePromotions of(Catalogue catalogue, Collection<ActivePromotion> which) {
    Promotions promotions = catalogue.promotions();
    return new ActivePromotions(which, promotions.groups(), promotions.noOffers());
  }

  private static String overlap(Catalogue catalogue, List<ActivePromotion> all) {
    ActivePromotions active = of(catalogue, all);
    String worst = "";
    List<ActivePromotion> most = List.of();
    TreeSet<String> codes = new TreeSet<>();
    all.forEach(each -> codes.addAll(ActivePromotions.codes(each)));
    for (String code : codes) {
      List<ActivePromotion> its = active.of(code);
      if (its.size() > most.size()) {
        most = its;
        worst = code;
      }
    }
    String ofEvery = "Promotions of all products: %d.".formatted(active.ofEvery().size());
    return most.size() < 2
        ? "No product is named by two promotions. " + ofEvery
        : "Most promotions name %s: %d (%s). %s"
            .formatted(
                Text.safe(worst),
                most.size(),
                String.join(", ", most.stream().limit(10).map(ActivePromotion::id).toList()),
                ofEvery);
  }

  private String effects(Catalogue catalogue, List<ActivePromotion> all, List<String> which) {
    PricedBaskets recent = baskets;
    PromotionEngine finds = engine;
    if (recent == null || finds == null) {
      return "No basket is on record: the basket apps are not running here.";
    }
    List<PricedBaskets.Recorded> last = recent.from(Math.max(0, recent.end() - MOST)).baskets();
    long end = System.nanoTime() + LONGEST.toNanos();
    ActivePromotions now = of(catalogue, all);
    List<PromotionEngine.Result> present =
        last.stream().map(each -> finds.apply(now, each.facts(), each.lines(), false)).toList();
    long unproven = present.stream().filter(each -> !each.promoted().proven()).count();
    Table table =
        new Table().words("PROMOTION").numbers("BASKETS").sentences("THEY PAY LESS BY IT");
    int tried = 0;
    for (ActivePromotion each : all) {
      boolean isAsked = which.isEmpty() || which.contains(each.id());
      if (isAsked && System.nanoTime() - end < 0) {
        tried++;
        ActivePromotions others = of(catalogue, turned(all, each));
        Effect effect = new Effect();
        for (int i = 0; i < last.size(); i++) {
          PricedBaskets.Recorded basket = last.get(i);
          Money more =
              total(finds.apply(others, basket.facts(), basket.lines(), false))
                  .minus(total(present.get(i)));
          effect.add(each.promotion().dark() ? more.negated() : more);
        }
        table.row(each.id(), effect.baskets, effect.words());
      }
    }
    String left =
        which.isEmpty() && tried < all.size()
            ? "\nThe others were not tried: it would take too long."
            : "";
    return "Of the last %s, %d without proof of the best deal:\n%s%s"
        .formatted(Text.count(last.size(), "basket", "baskets"), unproven, table, left);
  }

  /** A live one is left out; a dark one is made live. */
  private static List<ActivePromotion> turned(List<ActivePromotion> all, ActivePromotion which) {
    List<ActivePromotion> others = new ArrayList<>();
    for (ActivePromotion each : all) {
      if (!each.id().equals(which.id())) {
        others.add(each);
      } else if (each.promotion().dark()) {
        others.add(live(each));
      }
    }
    return others;
  }

  private static ActivePromotion live(ActivePromotion dark) {
    Promotion promotion = dark.promotion();
    return new ActivePromotion(
        new Promotion(
            promotion.id(),
            promotion.name(),
            promotion.kind(),
            promotion.parameters(),
            promotion.conditions(),
            promotion.group(),
            promotion.atMost(),
            false),
        dark.kind(),
        dark.deal(),
        dark.currency());
  }

  private static Money total(PromotionEngine.Result result) {
    return result.lines().stream().map(PricedLine::cost).reduce(Money::plus).orElseThrow();
  }
}
