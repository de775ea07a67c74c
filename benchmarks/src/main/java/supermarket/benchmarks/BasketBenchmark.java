package supermarket.benchmarks;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleException;
import supermarket.basket.api.UserId;

/** Baskets of five items, three products, 22.45 EUR, through basket server, workers, strategies. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms256m", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class BasketBenchmark {

  private static final int BASKETS = 20_000;
  private static final int CALLERS = 64;

  /** How many users there are. With as many as callers, each caller is a user of its own. */
  @Param({"64", "100000"})
  public int users;

  /** What keeps strategies away from user workers. */
  @Param("LANES")
  public Wall wall = Wall.LANES;

  /** How many lanes there are; 0 is one for each processor. */
  @Param("0")
  public int lanes;

  @SuppressWarnings("NullAway.Init")
  private Node node;

  @SuppressWarnings("NullAway.Init")
  private ClosedLoop loop;

  /** Starts the framework. */
  @Setup
  public void start() throws IOException, BundleException, InterruptedException {
    node = Node.start(wall, lanes);
    UserId[] all = new UserId[users];
    for (int i = 0; i < users; i++) {
      all[i] = new UserId("sp" + i % 100, "u" + i);
    }
    IntFunction<UserId> next =
        users == CALLERS
            ? caller -> all[caller]
            : caller -> all[ThreadLocalRandom.current().nextInt(users)];
    loop = new ClosedLoop(node, CALLERS, next);
  }

  /** Stops the framework. */
  @TearDown
  public void stop() throws BundleException, IOException {
    node.close();
  }

  /** One basket. */
  @Benchmark
  @OperationsPerInvocation(BASKETS)
  public void fiveItems() throws InterruptedException {
    loop.price(BASKETS);
  }
}
