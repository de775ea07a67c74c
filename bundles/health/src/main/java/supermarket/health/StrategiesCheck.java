package supermarket.health;

import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.StrategyQuarantine;

/** Whether a strategy or a kind of promotions is quarantined. */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = {HealthCheck.NAME + "=strategies", HealthCheck.TAGS + "=strategies"})
public final class StrategiesCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Catalogue catalogue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable StrategyQuarantine quarantine;

  @Override
  public Result execute() {
    Catalogue rules = catalogue;
    StrategyQuarantine calls = quarantine;
    List<Quarantined> all =
        Stream.concat(
                rules == null ? Stream.of() : rules.quarantined().stream(),
                calls == null ? Stream.of() : calls.quarantined().stream())
            .distinct()
            .toList();
    FormattingResultLog log = new FormattingResultLog();
    all.forEach(each -> log.warn("{}", each.trouble()));
    if (all.isEmpty()) {
      log.info(rules == null ? "this node prices nothing" : "none is quarantined");
    }
    return new Result(log);
  }
}
