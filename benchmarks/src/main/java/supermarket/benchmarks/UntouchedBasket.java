package supermarket.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.osgi.framework.BundleException;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Items;
import supermarket.basket.api.UserId;

/**
 * A basket that no offer touches, through basket server, user worker and product workers: in turns
 * in a chain without promotions, and in one that has 80 of other products.
 */
final class UntouchedBasket {

  private static final String PRODUCTS = "catalogue.json";
  private static final int OFFERS = 80;

  /** The clock of a process ticks every 10 ms: of so many baskets that is 0.04 us each. */
  private static final int BASKETS = 250_000;

  private static final int CALLERS = 64;

  private UntouchedBasket() {}

  /**
   * Measures.
   *
   * @param rounds how many turns each has, after as many of warm-up
   */
  static void measure(int rounds) throws IOException, BundleException, InterruptedException {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (Node plain = Node.start(Wall.LANES, 0, Map.of(PRODUCTS, files().get(PRODUCTS)));
        Node promoting = Node.start(Wall.LANES, 0, files())) {
      check(promoting);
      ClosedLoop first = loop(plain);
      ClosedLoop second = loop(promoting);
      for (int round = -rounds; round < rounds; round++) {
        boolean isFirst = round % 2 == 0;
        double a = isFirst ? micros(first) : micros(second);
        double b = isFirst ? micros(second) : micros(first);
        if (round >= 0) {
          without.add(isFirst ? a : b);
          with.add(isFirst ? b : a);
          ratios.add(with.getLast() / without.getLast());
        }
      }
    }
    System.out.printf(
        "%na basket that none of %d offers touches: %.2f us of CPU, without any offers %.2f us;"
            + " ratio %.3f (median of %d turns, %.3f to %.3f)%n",
        OFFERS,
        median(with),
        median(without),
        median(ratios),
        rounds,
        ratios.stream().sorted().toList().get(rounds / 4),
        ratios.stream().sorted().toList().get(rounds - 1 - rounds / 4));
  }

  /** Fails unless the offers are in force: then three cost what two do. */
  private static void check(Node node) {
    Items items = new Items();
    items.add("X0", 3);
    UserId user = new UserId("sp", "check");
    Deadline deadline = Deadline.after(Duration.ofSeconds(5), System.nanoTime());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    node.serverOf(user)
        .price(
            new BasketCall(
                new BasketRequest("benchmark", user, items.grouped(), deadline), answer::complete));
    BasketReply reply = answer.join().reply();
    if (!(reply instanceof BasketReply.Priced priced)
        || !priced.total().equals(Money.ofMinor(CurrencyUnit.EUR, 200))) {
      throw new IllegalStateException("the offers are not in force: " + reply);
    }
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  private static ClosedLoop loop(Node node) {
    return new ClosedLoop(node, CALLERS, caller -> new UserId("sp" + caller, "u" + caller));
  }

  private static double micros(ClosedLoop loop) throws InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = system.getProcessCpuTime();
    loop.price(BASKETS);
    return (system.getProcessCpuTime() - before) / 1e3 / BASKETS;
  }

  private static Map<String, String> files() {
    String products =
        IntStream.range(0, OFFERS)
            .mapToObj(
                i ->
                    """
                    {"code": "X%d", "name": "X", "unit_price": 1.00, "strategy": "buy-one-get-one-free"}\
                    """
                        .formatted(i))
            .collect(Collectors.joining(",\n", ",\n", "]}"));
    String promotions =
        IntStream.range(0, OFFERS)
            .mapToObj(
                i ->
                    """
                    {"id": "p%d", "kind": "cheapest-free", "parameters": {"take": 3, "of": "X%d"}}\
                    """
                        .formatted(i, i))
            .collect(Collectors.joining(",\n", "{\"promotions\": [", "]}"));
    return Map.of(
        PRODUCTS,
        Node.CATALOGUE.strip().replaceFirst("]}$", products),
        "promotions.json",
        promotions);
  }
}
