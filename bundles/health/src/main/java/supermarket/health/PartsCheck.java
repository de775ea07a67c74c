package supermarket.health;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;

/** Whether a part of the node says that it is in trouble. */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = {HealthCheck.NAME + "=parts", HealthCheck.TAGS + "=ready"})
public final class PartsCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Health> parts = List.of();

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    log.info("{} parts were asked", parts.size()); // a result without a word counts as a warning
    for (Health part : parts) {
      for (Trouble trouble : part.troubles()) {
        switch (trouble.gravity()) {
          case NOT_READY -> log.critical("{}", trouble);
          case WARNING -> log.warn("{}", trouble);
        }
      }
    }
    return new Result(log);
  }
}
