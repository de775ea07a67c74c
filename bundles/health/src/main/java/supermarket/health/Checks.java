package supermarket.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import supermarket.basket.api.operation.HealthChecks;

/**
 * Makes the checks that are registered, those of others too, at the same time and for a bounded
 * time.
 *
 * <p>Thread safety: any thread.
 */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Checks implements HealthChecks {

  /** Longer ones count as failed. */
  static final Duration LONGEST = Duration.ofSeconds(3);

  private final ConcurrentMap<HealthCheck, Described> all = new ConcurrentHashMap<>();

  private record Described(String name, List<String> tags) {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void add(HealthCheck check, Map<String, Object> properties) {
    Object name = properties.getOrDefault(HealthCheck.NAME, check.getClass().getName());
    all.put(check, new Described(name.toString(), tags(properties.get(HealthCheck.TAGS))));
  }

  void remove(HealthCheck check) {
    all.remove(check);
  }

  private static List<String> tags(@Nullable Object given) {
    return switch (given) {
      case String[] several -> Arrays.stream(several).sorted().toList();
      case String one -> List.of(one);
      case null, default -> List.of();
    };
  }

  @Override
  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    all.values().forEach(each -> tags.addAll(each.tags()));
    return tags;
  }

  @Override
  public List<Checked> check(String tag) throws InterruptedException {
    record Running(Described what, FutureTask<Result> task) {}
    List<Running> running = new ArrayList<>();
    all.forEach(
        (check, described) -> {
          if (tag.isEmpty() || described.tags().contains(tag)) {
            FutureTask<Result> task = new FutureTask<>(check::execute);
            Thread.ofVirtual().name("health-" + described.name()).start(task);
            running.add(new Running(described, task));
          }
        });
    long until = System.nanoTime() + LONGEST.toNanos();
    List<Checked> checked = new ArrayList<>();
    for (Running each : running) {
      Described what = each.what();
      try {
        checked.add(told(what, each.task().get(until - System.nanoTime(), TimeUnit.NANOSECONDS)));
      } catch (TimeoutException e) {
        each.task().cancel(true);
        checked.add(failed(what, "it did not end within " + LONGEST.toSeconds() + " s"));
      } catch (ExecutionException e) {
        checked.add(failed(what, "it failed: " + e.getCause()));
      }
    }
    checked.sort(Comparator.comparing(Checked::name));
    return checked;
  }

  private static Checked failed(Described what, String why) {
    return new Checked(what.name(), what.tags(), Status.CRITICAL, List.of(why));
  }

  private static Checked told(Described what, Result result) {
    Status status =
        switch (result.getStatus()) {
          case OK -> Status.OK;
          case WARN -> Status.WARN;
          case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> Status.CRITICAL;
        };
    List<String> reasons =
        StreamSupport.stream(result.spliterator(), false).map(ResultLog.Entry::getMessage).toList();
    return new Checked(what.name(), what.tags(), status, reasons);
  }
}
