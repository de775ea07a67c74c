package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

class OverviewCommandTest {

  @TempDir private Path data;

  private final Apps apps = new Apps();

  private String overview(String role) {
    return new OverviewCommand(apps, "1.0.0", role, data.toString()).overview();
  }

  @Test
  void aNodeThatDoesAllShowsAll() throws IOException {
    FakeCatalogue catalogue = FakeCatalogue.stocked();
    catalogue.strategies.add(shadow());
    apps.catalogue = catalogue;
    apps.cluster = new FakeBroker();
    apps.servers = List.of(new FakeServer("basket-2"), new FakeServer("basket-1"));
    Files.writeString(data.resolve("gateway.address"), "127.0.0.1:4080\n");
    Files.writeString(data.resolve("http.address"), "127.0.0.1:4081\n");

    assertThat(overview("both"))
        .startsWith("version          1.0.0, Java " + Runtime.version() + ", ")
        .endsWith(
            """

            role             both
            endpoint         http://127.0.0.1:4080
            console          http://127.0.0.1:4081/console/; link: bin/supermarket console
            message broker   tcp://a:1, tcp://b:1 is AWAY
            cluster          2 nodes; they are listed by 'cluster:nodes'
            basket servers   basket-1, basket-2
            products         3
            strategies       bulk-price@1.0.0, bulk-price@1.2.0, buy-one-get-one-free@1.0.0
            promotion kinds  none
            Nothing is wrong.\
            """);
  }

  private static StrategyStatus shadow() {
    return new StrategyStatus(
        new StrategyId("in-shadow", "2.0.0", 44),
        "a.bundle",
        19,
        0,
        Audience.NOBODY,
        false,
        List.of(),
        Admission.CHECKED);
  }

  @Test
  void aGatewayShowsTheServersOfOthersAndWhatIsWrong() {
    apps.cluster = new FakeBroker();
    apps.health =
        List.of(() -> List.of(new Trouble("broker", Gravity.WARNING, "tcp://b:1 is away")));

    assertThat(overview("gateway"))
        .contains("basket servers  basket-1/s1, basket-1/s2\n")
        .doesNotContain("endpoint", "console", "products")
        .endsWith("\nWarning: broker: tcp://b:1 is away");
  }

  @Test
  void whatIsAwayIsLeftOutAndManyNamesAreCounted() {
    assertThat(overview("")).doesNotContain("role", "broker").contains("basket servers  NONE\n");

    apps.servers =
        IntStream.range(10, 35).<ServerControl>mapToObj(i -> new FakeServer("s" + i)).toList();
    assertThat(overview("")).contains("s28, s29 and 5 more\n");
  }
}
