package supermarket.health;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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

  /** For so long what came is given to others, too. */
  private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();

  private final ConcurrentMap<HealthCheck, Described> all = new ConcurrentHashMap<>();

  /**
   * A check, and what is under way of it. One at a time is, and all who ask share it, and for a
   * moment what came of it: a check that never comes back has one thread, however many ask.
   */
  private static final class Described {

    private final HealthCheck check;
    private final String name;
    private final List<String> tags;

    @GuardedBy("this")
    private @Nullable FutureTask<Result> last;

    @GuardedBy("this")
    private long since;

    Described(HealthCheck check, String name, List<String> tags) {
      this.check = check;
      this.name = name;
      this.tags = tags;
    }

    synchronized FutureTask<Result> made() {
      long now = System.nanoTime();
      FutureTask<Result> present = last;
      if (present != null && (!present.isDone() || now - since < FRESH_NANOS)) {
        return present;
      }
      FutureTask<Result> task = new FutureTask<>(check::execute);
      last = task;
      since = now;
      Thread.ofPlatform().daemon().name("health-" + name).start(task);
      return task;
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void add(HealthCheck check, Map<String, Object> properties) {
    Object name = properties.getOrDefault(HealthCheck.NAME, check.getClass().getName());
    all.put(check, new Described(check, name.toString(), tags(properties.get(HealthCheck.TAGS))));
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
    all.values().forEach(each -> tags.addAll(each.tags));
    return tags;
  }

  @Override
  public List<Checked> check(String tag) throws InterruptedException {
    List<Described> wanted =
        all.values().stream().filter(each -> tag.isEmpty() || each.tags.contains(tag)).toList();
    List<FutureTask<Result>> running = wanted.stream().map(Described::made).toList();
    long until = System.nanoTime() + LONGEST.toNanos();
    List<Checked> checked = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Described what = wanted.get(i);
      try {
        checked.add(
            told(what, running.get(i).get(until - System.nanoTime(), TimeUnit.NANOSECONDS)));
      } catch (TimeoutException e) {
        checked.add(failed(what, "it did not end within " + LONGEST.toSeconds() + " s"));
      } catch (ExecutionException e) {
        checked.add(failed(what, "it failed: " + e.getCause()));
      }
    }
    checked.sort(Comparator.comparing(Checked::name));
    return checked;
  }

  private static Checked failed(Described what, String why) {
    return new Checked(what.name, what.tags, Status.CRITICAL, List.of(why));
  }

  private static Checked told(Described what, @Nullable Result result) {
    if (result == null) {
      return failed(what, "it gave no result");
    }
    Status status =
        switch (result.getStatus()) {
          case OK -> Status.OK;
          case WARN -> Status.WARN;
          case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> Status.CRITICAL;
        };
    List<String> reasons =
        StreamSupport.stream(result.spliterator(), false).map(ResultLog.Entry::getMessage).toList();
    return new Checked(what.name, what.tags, status, reasons);
  }
}
