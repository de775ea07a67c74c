package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;

/** The small cluster of {@code bin/cluster}: real processes, ports that are free. */
class ClusterScriptIT {

  /** A row of the table: role, name, pid or a dash, state, address or a dash. */
  private record Row(String role, String name, String pid, String state, String address) {

    private static final Pattern ROW =
        Pattern.compile(
            "^(broker|gateway|basket) +(\\S+) +(\\d+|-) +(\\S+) +(\\S+) .*$", Pattern.MULTILINE);

    static List<Row> of(String table) {
      return ROW.matcher(table)
          .results()
          .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)))
          .toList();
    }
  }

  @TempDir Path folder;
  private Distribution distribution;
  private Path data;

  @BeforeEach
  void install() throws IOException {
    distribution = new Distribution(folder);
    DistributionFolder.configure(
        distribution.home(), "supermarket.gateway", "port", "${supermarket.port:-8080}");
    data = folder.resolve("a cluster");
  }

  /** Whatever a failed test left running. */
  @AfterEach
  void kill() throws IOException {
    processes().forEach(ProcessHandle::destroyForcibly);
    distribution.close();
  }

  /** Those that the pid files name. */
  private List<ProcessHandle> processes() throws IOException {
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(data, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .map(ClusterScriptIT::process)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static Optional<ProcessHandle> process(Path file) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException goneMeanwhile) {
      return Optional.empty();
    }
  }

  private Result cluster(String command, String... options) {
    return distribution.cluster(
        Stream.concat(Stream.of(command, "--data", data.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private Result up() {
    return cluster("up", "--port", "0", "--broker-port", "0");
  }

  @Test
  void twoGatewaysAndThreeBasketNodesPriceUntilAllIsTakenDown() throws IOException {
    assertThat(cluster("status").code()).isEqualTo(3);
    assertThat(cluster("down")).isEqualTo(new Result(0, "The cluster is not running.\n"));

    Result up = up();
    assertThat(up.code()).as(up.output()).isZero();
    List<Row> rows = Row.of(up.output());
    assertThat(rows)
        .extracting(Row::name)
        .containsExactly("broker", "gateway-1", "gateway-2", "basket-1", "basket-2", "basket-3");
    assertThat(rows).extracting(Row::state).containsOnly("ready");
    List<ProcessHandle> processes = new ArrayList<>(processes());
    assertThat(processes).as("one for each row").hasSize(rows.size());
    for (String user : List.of("gateway", "basket", "both")) {
      Path password = data.resolve("broker").resolve("passwords").resolve(user);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
    }

    for (Row row : rows) {
      if (row.role().equals("gateway")) {
        try (Store store = Store.at(row.address().replace("http://", ""))) {
          assertThat(store.price("u1", "GR1", "SR1", "GR1", "GR1", "CF1").total())
              .as(row.name())
              .isEqualByComparingTo(new BigDecimal("22.45"));
        }
      }
    }

    Result again = up();
    assertThat(again.code()).isZero();
    assertThat(again.output()).startsWith("Nothing to start.");
    assertThat(Row.of(again.output())).containsExactlyElementsOf(rows);

    Result status = cluster("status");
    assertThat(status.code()).as(status.output()).isZero();
    ProcessHandle basket2 =
        process(data.resolve("basket-2").resolve("supermarket.pid")).orElseThrow();
    basket2.destroyForcibly();
    basket2.onExit().join();
    Result oneIsGone = cluster("status");
    assertThat(oneIsGone.code()).isEqualTo(1);
    assertThat(Row.of(oneIsGone.output()))
        .filteredOn(row -> !row.state().equals("ready"))
        .containsExactly(new Row("basket", "basket-2", "-", "stopped", "-"));

    ProcessHandle gateway1 =
        process(data.resolve("gateway-1").resolve("supermarket.pid")).orElseThrow();
    gateway1.destroyForcibly();
    gateway1.onExit().join();
    Result one = cluster("up", "basket-2");
    assertThat(one.output()).startsWith("Starting basket-2…").contains("gateway-1  -");
    assertThat(one.code()).as("gateway-1 is still away").isEqualTo(1);
    Result all = cluster("up");
    assertThat(all.code()).as(all.output()).isZero();
    assertThat(all.output()).startsWith("Starting gateway-1…");
    assertThat(Row.of(all.output()))
        .as("where it was, for its balancer")
        .extracting(Row::address)
        .containsExactlyElementsOf(rows.stream().map(Row::address).toList());
    assertThat(cluster("up", "gateway-3").output()).startsWith("cluster: 'gateway-3' is no node");
    processes.addAll(processes());

    assertThat(cluster("down"))
        .isEqualTo(
            new Result(
                0,
                """
                Gateways have stopped: gateway-1 gateway-2.
                Basket nodes have stopped: basket-1 basket-2 basket-3.
                The broker has stopped.
                """));
    await("all processes are gone")
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(cluster("status").code()).isEqualTo(3);
  }

  @Test
  void aPortThatIsInUseIsSaidBeforeAnythingStarts() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String taken = String.valueOf(other.getLocalPort());
      assertThat(cluster("up", "--broker-port", "0", "--port", taken))
          .isEqualTo(
              new Result(
                  1,
                  "cluster: port %s is in use: choose another one with --port, or 0 for any that is free.\n"
                      .formatted(taken)));
    }
    assertThat(processes()).isEmpty();
  }

  @Test
  void whatHasStartedIsStoppedWhenANodeFails() throws IOException {
    Files.createDirectories(data);
    Files.writeString(data.resolve("basket-2"), "in the way of its folder");

    Result up = up();
    assertThat(up.code()).isEqualTo(1);
    assertThat(up.output())
        .contains(
            "cluster: basket-2 did not start",
            "Basket nodes have stopped: basket-1 basket-3.",
            "The broker has stopped.");
    assertThat(processes()).filteredOn(ProcessHandle::isAlive).isEmpty();
  }
}
