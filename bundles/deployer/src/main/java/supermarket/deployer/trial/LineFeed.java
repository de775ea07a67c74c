package supermarket.deployer.trial;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.deployment.PricedLines.Excerpt;
import supermarket.basket.api.deployment.PricedLines.Recorded;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Comparison;
import supermarket.deployer.check.Guard;

/** Lines, which strategies price again. */
final class LineFeed implements Feed {

  /** So many lines at once have to come back in the guard's time. */
  private static final int BATCH = 500;

  private final Supplier<@Nullable PricedLines> source;
  private final Guard guard;
  private volatile Comparison comparison;
  private @Nullable PricedLines followed;
  private long position;
  private List<Recorded> pending = List.of();

  LineFeed(Supplier<@Nullable PricedLines> source, Guard guard, Comparison comparison) {
    this.source = source;
    this.guard = guard;
    this.comparison = comparison;
  }

  @Override
  public More next() throws Refused {
    PricedLines lines = source.get();
    if (lines == null || !lines.equals(followed)) {
      followed = lines; // another one has other positions
      position = lines == null ? 0 : lines.end();
      pending = List.of();
      return More.NONE;
    }
    long missed = 0;
    if (pending.isEmpty()) {
      Excerpt excerpt = lines.from(position);
      position = excerpt.next();
      missed = excerpt.missed();
      pending = excerpt.lines();
    }
    List<Recorded> batch = pending.subList(0, Math.min(BATCH, pending.size()));
    pending = pending.subList(batch.size(), pending.size());
    Comparison present = comparison;
    Comparison.Result result =
        batch.isEmpty()
            ? new Comparison.Result(0, List.of())
            : guard.call("pricing live lines", () -> present.of(batch));
    return new More(result.compared(), missed, result.differences(), pending.isEmpty());
  }

  @Override
  public @Nullable UnderWay underWay() {
    return comparison.underWay();
  }

  @Override
  public void close() {
    comparison = new Comparison("", Map.of()); // the other one's rules hold a class loader
  }
}
