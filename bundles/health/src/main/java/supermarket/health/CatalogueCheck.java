package supermarket.health;

import java.util.List;
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

/** Whether something is wrong with the catalogue's file, or with the strategies' names. */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = {HealthCheck.NAME + "=catalogue", HealthCheck.TAGS + "=catalogue"})
public final class CatalogueCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Catalogue catalogue;

  @Override
  public Result execute() {
    Catalogue present = catalogue;
    FormattingResultLog log = new FormattingResultLog();
    List<String> problems = present == null ? List.of() : present.problems();
    problems.forEach(each -> log.warn("{}", each));
    if (problems.isEmpty()) {
      log.info(
          present == null
              ? "this node prices nothing"
              : "edition " + present.edition().number() + " is in force");
    }
    return new Result(log);
  }
}
