package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.NodeFact;
import supermarket.message.broker.Balance.Spread;
import supermarket.message.broker.Chart.Axis;

/**
 * What {@code docs/scaling.md} says of balance, failover and sizes, and its charts, are what the
 * code of now does. {@code -Dscaling.write=true} writes them anew; then read the text around them.
 */
class ScalingTest {

  private static final List<Integer> SERVERS = List.of(3, 5, 10, 30, 100, 200, 300);
  private static final double[] XS = doubles(SERVERS, Integer::doubleValue);
  private static final String BLUE = "#0b62c4";
  private static final String RED = "#c0392b";
  private static final String GREEN = "#1e8449";
  private static final double KILLED = 0.010;
  private static final double FROZEN = 2;

  private static final Path DOCS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../../docs").normalize();

  @Test
  void balance() throws IOException {
    double[] zipf = Balance.users(true);
    List<List<Spread>> columns =
        List.of(
            spreads(Balance.OURS, Balance.partitions()),
            spreads(Balance.OURS, Balance.users(false)),
            spreads(Balance.OURS, zipf),
            spreads(Balance.OURS, Balance.anonymous(false)),
            spreads(Balance.OURS, Balance.anonymous(true)),
            spreads(Balance.UNBOUNDED, zipf));
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < SERVERS.size(); row++) {
      rows.append("| ").append(SERVERS.get(row)).append(" |");
      for (List<Spread> column : columns) {
        Spread of = column.get(row);
        rows.append(String.format(Locale.ROOT, " %.2f to %.2f |", of.least(), of.most()));
      }
      rows.append('\n');
    }
    shows("balance", rows.toString());
    Chart chart =
        new Chart(
            "Load of the busiest (solid) and the idlest basket server (dashed)",
            Axis.logarithmic("basket servers", 3, 10, 30, 100, 300),
            Axis.linear("times the mean", 0, 0.5, 1, 1.5, 2, 2.5, 3));
    spread(chart, "stores by Zipf's law", BLUE, columns.get(2));
    spread(chart, "one user id a store", GREEN, columns.get(3));
    spread(chart, "as the first, no bound", RED, columns.get(5));
    draws("balance.svg", chart);
  }

  private static List<Spread> spreads(Balance.Rule rule, double[] load) {
    return SERVERS.stream().map(count -> Balance.spread(rule, load, count)).toList();
  }

  private static void spread(Chart chart, String name, String colour, List<Spread> spreads) {
    chart.line(name, colour, "none", XS, doubles(spreads, Spread::most));
    chart.line("", colour, "6 4", XS, doubles(spreads, Spread::least));
  }

  private static <T> double[] doubles(List<T> all, ToDoubleFunction<T> figure) {
    return all.stream().mapToDouble(figure).toArray();
  }

  @Test
  void moves() throws IOException {
    double[] leave = doubles(SERVERS, count -> Balance.movedByLeaving(Balance.OURS, count));
    double[] join = doubles(SERVERS, count -> Balance.movedByJoining(Balance.OURS, count));
    double[] free = doubles(SERVERS, count -> Balance.movedByLeaving(Balance.UNBOUNDED, count));
    double[] rest = doubles(SERVERS, count -> Balance.movedByLeaving(Balance.REMAINDER, count));
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < SERVERS.size(); row++) {
      int count = SERVERS.get(row);
      rows.append(
          String.format(
              Locale.ROOT,
              "| %d | %.2f %% | %.2f %% (%.1f) | %.2f %% (%.1f) | %.2f %% | %.0f %% |\n",
              count,
              100.0 / count,
              100 * leave[row],
              count * leave[row],
              100 * join[row],
              (count + 1) * join[row],
              100 * free[row],
              100 * rest[row]));
    }
    shows("moves", rows.toString());
    Chart chart =
        new Chart(
            "Partitions that get another basket server when one leaves or joins",
            Axis.logarithmic("basket servers", 3, 10, 30, 100, 300),
            Axis.logarithmic("% of all partitions", 0.1, 0.3, 1, 3, 10, 30, 100));
    draws(
        "moves.svg",
        chart
            .line("remainder, one leaves", RED, "none", XS, percent(rest))
            .line("ours, one leaves", BLUE, "none", XS, percent(leave))
            .line("ours, one joins", BLUE, "6 4", XS, percent(join))
            .line("no bound, one leaves", GREEN, "none", XS, percent(free))
            .line("its share", "#666666", "2 3", XS, doubles(SERVERS, count -> 100.0 / count)));
  }

  private static double[] percent(double[] parts) {
    return Arrays.stream(parts).map(part -> 100 * part).toArray();
  }

  @Test
  void failover() throws IOException {
    StringBuilder rows = new StringBuilder();
    Chart chart =
        new Chart(
            "One node of ten dies at 0 s: waits of the baskets posted then",
            Axis.linear("posted, seconds after the fault", 0, 1, 2, 3, 4, 5),
            Axis.logarithmic("p99, milliseconds", 0.01, 0.1, 1, 10, 100, 1000, 10_000));
    for (double noticed : new double[] {KILLED, FROZEN}) {
      String fault = noticed == KILLED ? "killed" : "frozen";
      for (double utilisation : new double[] {0.5, 0.7, 0.85}) {
        Failover.Outcome outcome = Failover.of(noticed, utilisation);
        rows.append(
            String.format(
                Locale.ROOT,
                "| %s | %.0f %% | %,d | %.0f ms | %.1f %% | %.0f %% | %.1f s |\n",
                fault,
                100 * utilisation,
                outcome.resent(),
                1000 * outcome.longest(),
                100 * outcome.slow(),
                100 * outcome.busy(),
                outcome.drained()));
        String colour = utilisation == 0.5 ? GREEN : utilisation == 0.7 ? BLUE : RED;
        int first = (int) Math.round(Failover.BEFORE / Failover.WINDOW);
        List<Double> p99 = outcome.p99().subList(first, outcome.p99().size());
        chart.line(
            "%s, %.0f %% busy".formatted(fault, 100 * utilisation),
            colour,
            noticed == KILLED ? "6 4" : "none",
            IntStream.range(0, p99.size()).mapToDouble(i -> i * Failover.WINDOW).toArray(),
            p99.stream().mapToDouble(wait -> 1000 * wait).toArray());
      }
    }
    shows("failover", rows.toString());
    draws("failover.svg", chart);
  }

  private static final RevisionId REVISION = new RevisionId("0123abcd", 1_234);

  @Test
  void sizes() throws IOException {
    RequestFrame request = new RequestFrame();
    UserId user = new UserId("store-01234", "user-567890");
    List<Item> items = List.of(new Item("GR1", 3), new Item("SR1", 1), new Item("CF1", 1));
    Deadline deadline = new Deadline(0);
    request.add(
        1_234_567_890,
        new BasketRequest("0123456789abcdef", user, items, deadline),
        4_990,
        REVISION);
    ReplyFrame reply = new ReplyFrame();
    List<PricedLine> lines =
        List.of(
            line("GR1", 3, "3.11", "6.22", "buy-one-get-one-free"),
            line("SR1", 1, "5.00", "5.00", "bulk-price"),
            line("CF1", 1, "11.23", "11.23", "bulk-discount"));
    BasketReply priced = new BasketReply.Priced(Money.parse("EUR 22.45"), lines);
    reply.add(1_234_567_890, new Answer(priced, "basket-12/1", REVISION, 20_000, 60_000));
    String queue = "supermarket.baskets.basket-12.1.0123456789abcdef";
    List<Announcement.Server> one = List.of(new Announcement.Server("1", queue, false));
    List<Announcement.Server> three =
        IntStream.range(0, 3).mapToObj(server -> one.getFirst()).toList();
    NodeId node = new NodeId("basket-12", "0123456789abcdef");
    shows(
        "sizes",
        String.format(Locale.ROOT, "| request | %d |\n", request.content().length)
            + String.format(Locale.ROOT, "| reply | %d |\n", reply.content().length)
            + String.format(
                Locale.ROOT, "| announcement of a gateway | %d |\n", length(node, List.of()))
            + String.format(
                Locale.ROOT, "| of a node with one basket server | %d |\n", length(node, one))
            + String.format(Locale.ROOT, "| of a node with three | %d |\n", length(node, three)));
  }

  private static int length(NodeId node, List<Announcement.Server> servers) {
    Map<String, String> facts =
        servers.isEmpty()
            ? Map.of()
            : Map.of(
                NodeFact.REVISION, "12345",
                NodeFact.STRATEGIES, "0123456789abcdef",
                NodeFact.CATALOGUE, "0123456789abcdef");
    return new Announcement(node, "basket", false, servers, facts).content().length;
  }

  private static PricedLine line(
      String product, long quantity, String unit, String cost, String strategy) {
    return new PricedLine(
        product,
        quantity,
        Money.parse("EUR " + unit),
        Money.parse("EUR " + cost),
        strategy,
        "1.0.0");
  }

  /** The document has these rows below the head of the table that follows the mark. */
  private static void shows(String mark, String rows) throws IOException {
    Path document = DOCS.resolve("scaling.md");
    String text = Files.readString(document);
    int table = text.indexOf("|\n", text.indexOf("|--", text.indexOf("<!-- " + mark + " -->"))) + 2;
    int end = text.indexOf("\n\n", table) + 1;
    if (Boolean.getBoolean("scaling.write")) {
      Files.writeString(document, text.substring(0, table) + rows + text.substring(end));
    } else {
      assertThat(text.substring(table, end)).as("%s, table %s", document, mark).isEqualTo(rows);
    }
  }

  private static void draws(String name, Chart chart) throws IOException {
    Path file = DOCS.resolve("scaling").resolve(name);
    if (Boolean.getBoolean("scaling.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, chart.svg());
    } else {
      assertThat(Files.readString(file)).as("%s", file).isEqualTo(chart.svg());
    }
  }
}
