package supermarket.deployer;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.deployment.PricedLines.Recorded;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Comparison;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Priced;
import supermarket.deployer.check.StrategyServices;
import supermarket.deployer.check.Tally;
import supermarket.deployer.version.Versions;

/**
 * What a price would make of the lines of its product that were priced last on this node, before
 * promotions. Nothing is changed, and nobody is asked but the live strategy, behind the guard.
 *
 * <p>Thread safety: any thread.
 */
final class PricePreview {

  /** No version priced a line that is priced again: each is compared. */
  private static final String NO_VERSION = "";

  private final CatalogueStage stage;
  private final Versions versions;
  private final Priced priced;
  private final BundleContext context;
  private final Guard guard;

  PricePreview(
      CatalogueStage stage, Versions versions, Priced priced, BundleContext context, Guard guard) {
    this.stage = stage;
    this.versions = versions;
    this.priced = priced;
    this.context = context;
    this.guard = guard;
  }

  /** Compares. What cannot be compared is told as a refusal. */
  Findings of(String code, String amount, Map<String, String> parameters, PriceScope scope) {
    try {
      Product after = stage.price(code, amount, parameters, scope, true).entries().get(code);
      if (after == null) {
        throw new Refused("nothing of " + code + " would change");
      }
      LocalDateTime from = scope.from();
      LocalDateTime when = from == null ? LocalDateTime.now(ZoneId.systemDefault()) : from;
      return compare(code, after.overrides().at(after.terms(), scope.list(), when));
    } catch (IllegalArgumentException e) {
      return Findings.refused(code, NO_VERSION, List.of(String.valueOf(e.getMessage())));
    } catch (Refused e) {
      return Findings.refused(code, NO_VERSION, e.reasons());
    }
  }

  private Findings compare(String code, ProductTerms terms) throws Refused {
    PricedLines recent = priced.lines().get();
    if (recent == null) {
      throw new Refused("no lines are on record: supermarket.basket.product is not running");
    }
    List<Recorded> again =
        recent.from(0).lines().stream()
            .map(each -> repriced(each, code, terms))
            .filter(each -> each != null)
            .toList();
    Tally tally = new Tally(code, NO_VERSION);
    Map<String, ServiceReference<?>> live = Map.of(terms.strategy(), live(terms.strategy()));
    try (StrategyServices strategies = StrategyServices.make(context, guard, live)) {
      Comparison comparison = new Comparison(NO_VERSION, strategies.byName());
      Comparison.Result result = guard.call("the preview", () -> comparison.of(again));
      tally.add(result.compared(), result.differences());
    }
    return tally.findings(List.of(), null);
  }

  private ServiceReference<?> live(String strategy) throws Refused {
    return versions
        .liveWith(strategy)
        .flatMap(
            bundle ->
                Installed.strategies(bundle).stream()
                    .filter(each -> Installed.name(each).equals(strategy))
                    .findFirst())
        .orElseThrow(() -> new Refused("no live strategy is named '" + strategy + "'"));
  }

  /** The line as it would be asked for, with what it did cost; null if it is not meant. */
  private static @Nullable Recorded repriced(Recorded recorded, String code, ProductTerms terms) {
    PricedLine line = recorded.line();
    Money price = terms.unitPrice();
    boolean isMeant =
        line.product().equals(code)
            && !line.isDeposit()
            && line.unitPrice().getCurrencyUnit().equals(price.getCurrencyUnit())
            // A label that says its price keeps it, whatever the product costs.
            && line.unitPrice().equals(recorded.price());
    return isMeant
        ? new Recorded(
            new PricedLine(
                code,
                line.quantity(),
                price,
                line.cost(),
                terms.strategy(),
                line.strategyVersion(),
                line.weight()),
            price,
            terms.parameters())
        : null;
  }
}
