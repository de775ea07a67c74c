package supermarket.health;

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
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Cluster;

/** Whether messages can be sent, and basket servers are there to take them. */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = {
      HealthCheck.NAME + "=broker",
      HealthCheck.TAGS + "=broker",
      HealthCheck.TAGS + "=ready"
    })
public final class BrokerCheck implements HealthCheck {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Cluster cluster;

  @Override
  public Result execute() {
    Cluster present = cluster;
    FormattingResultLog log = new FormattingResultLog();
    if (present == null) {
      log.critical(
          "the message broker's bundle is not running: see 'lb supermarket.message.broker'");
      return new Result(log);
    }
    BrokerStatus brokers = present.brokers();
    for (BrokerStatus.Connection each : brokers.brokers()) {
      if (!each.connected() && brokers.connected()) {
        log.warn("the message broker {} is away; others are there", each.url());
      }
    }
    if (!brokers.connected()) {
      log.critical("the message broker {} is away: start it, or see broker:status", brokers.url());
    } else if (present.partitions().isEmpty()) {
      log.critical("no basket server takes baskets over {}: see cluster:nodes", brokers.url());
    } else {
      log.info("{}", brokers.url());
    }
    return new Result(log);
  }
}
