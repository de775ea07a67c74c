package supermarket.health;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Whether the node runs at all: whoever gets an answer knows. */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = {HealthCheck.NAME + "=node", HealthCheck.TAGS + "=live"})
public final class LiveCheck implements HealthCheck {

  @Override
  public Result execute() {
    return new Result(Result.Status.OK, "it runs");
  }
}
