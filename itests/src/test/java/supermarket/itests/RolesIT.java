package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;
import supermarket.itests.Store.Reply;

/** Nodes with one role each, from one distribution, with a broker process between them. */
class RolesIT {

  @TempDir Path folder;
  private Distribution distribution;
  private BrokerProcess broker;
  private final List<Path> nodes = new ArrayList<>();

  @BeforeEach
  void install() throws IOException {
    distribution = new Distribution(folder);
    broker = BrokerProcess.start(folder);
    Path passwords = BrokerProcess.passwords(folder);
    DistributionFolder.configure(
        distribution.home(), "supermarket.gateway", "port", "${supermarket.port:-8080}");
    configure("url", broker.uri().toString());
    configure("user", "${supermarket.role}");
    configure("password.file", passwords + "/${supermarket.role}");
  }

  @AfterEach
  void kill() {
    distribution.close();
    nodes.forEach(node -> distribution.running(node).ifPresent(ProcessHandle::destroyForcibly));
    broker.close();
  }

  private void configure(String key, String value) throws IOException {
    DistributionFolder.configure(distribution.home(), "supermarket.message.broker", key, value);
  }

  private Path node(String name) {
    Path data = folder.resolve(name);
    nodes.add(data);
    return data;
  }

  private Result start(Path data, String... options) {
    return distribution.run(
        Stream.concat(Stream.of("start", "--data", data.toString()), Arrays.stream(options))
            .toArray(String[]::new));
  }

  private Result run(Path data, String command, String... words) {
    return distribution.run(
        Stream.concat(Stream.of(command, "--data", data.toString()), Arrays.stream(words))
            .toArray(String[]::new));
  }

  @Test
  void aGatewayAndABasketNodeAreTogetherWhatOneNodeIsAlone() throws Exception {
    Path basket = node("basket");
    assertThat(start(basket, "--role", "basket"))
        .satisfies(
            begun -> {
              assertThat(begun.code()).isZero();
              assertThat(begun.output())
                  .contains(
                      "Supermarket is ready to price the baskets that the message broker brings,",
                      "Nothing is wrong.\n")
                  .containsPattern("role +basket\n")
                  .containsPattern("products +4\n")
                  .doesNotContain("endpoint", "Try:");
            });
    assertThat(basket.resolve("gateway.address")).doesNotExist();
    Path gateway = node("gateway");
    Result started = start(gateway, "--role", "gateway", "--port", "0");
    assertThat(started.code()).as(started.output()).isZero();

    assertThat(run(basket, "shell", "lb", "-s").output())
        .contains("supermarket.deployer", "supermarket.basket.manager")
        .doesNotContain("supermarket.gateway");
    assertThat(run(gateway, "shell", "lb", "-s").output())
        .contains("supermarket.gateway")
        .doesNotContain("supermarket.basket.manager", "supermarket.deployer");
    assertThat(run(gateway, "shell", "strategy:list"))
        .isEqualTo(
            new Result(
                1,
                "Error: This node is a gateway only: it prices nothing. Ask a node that does"
                    + " (basket), with 'bin/supermarket shell --data FOLDER'.\n"));
    assertThat(run(basket, "shell", "supermarket:ready").output())
        .isEqualTo("Ready: 3 basket servers, message broker %s.\n".formatted(broker.uri()));
    assertThat(operatorsPage(basket, "metrics")).contains("supermarket_leases 0");
    assertThat(operatorsPage(basket, "health/ready"))
        .startsWith("{\"status\":\"OK\"")
        .contains("this node prices what gateways send");

    String address = Files.readString(gateway.resolve("gateway.address")).strip();
    assertThat(address).as("any port").doesNotEndWith(":8080");
    try (Store store = Store.at(address)) {
      Reply reply = store.price("u1", "GR1", "SR1", "GR1", "GR1", "CF1");
      assertThat(reply.total()).isEqualByComparingTo(new BigDecimal("22.45"));

      poison();
      await()
          .untilAsserted(
              () ->
                  assertThat(run(gateway, "shell", "broker:dlq").output())
                      .containsPattern(
                          "basket +request +its replies would go to no queue .* 3 +010203"));
      assertThat(run(basket, "shell", "broker:status").output())
          .containsPattern("unreadable since start +3\n");
      assertThat(store.price("u1", "MF1").status()).as("nobody is blocked").isEqualTo(200);

      assertThat(run(basket, "stop").code()).isZero();
      assertThat(run(gateway, "status").code()).as("nobody prices").isEqualTo(1);
      assertNobodyPricesWithoutACatalogue(store);
      assertThat(start(basket, "--role", "basket").code()).isZero();
      await().atMost(30, TimeUnit.SECONDS).until(() -> store.get("/health/ready").status() == 200);
      assertThat(store.price("u1", "MF1").status()).isEqualTo(200);
    }
    assertThat(run(basket, "status")).extracting(Result::code).isEqualTo(0);
  }

  /** A page of the operators' port of a node. */
  private static String operatorsPage(Path node, String path) throws Exception {
    String address = Files.readString(node.resolve("http.address")).strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://" + address + "/" + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** A basket node that has never had a catalogue offers no basket servers. */
  private void assertNobodyPricesWithoutACatalogue(Store store) throws IOException {
    Path catalogue = distribution.home().resolve("etc/catalogue.json");
    String good = Files.readString(catalogue);
    Files.writeString(catalogue, good.replace("\"products\"", "\"prodcuts\""));
    Path node = node("without-a-catalogue");
    Result begun = start(node, "--role", "basket");
    assertThat(begun.code()).as(begun.output()).isEqualTo(1);
    assertThat(begun.output()).contains("prodcuts");
    assertThat(store.get("/health/ready").status()).isEqualTo(503);
    assertThat(store.price("u1", "GR1").status()).isEqualTo(503);
    run(node, "stop");
    Files.writeString(catalogue, good);
  }

  /** Sends what is no basket to each basket server. */
  private void poison() throws JMSException {
    try (Intruder gateway = new Intruder(broker, "gateway")) {
      List<String> queues = gateway.basketQueues();
      assertThat(queues).hasSize(3);
      for (String queue : queues) {
        gateway.send(new ActiveMQQueue(queue), new byte[] {1, 2, 3});
      }
    }
  }

  @Test
  void whatMakesNoSenseIsSaidAtTheStart() throws IOException {
    Path node = node("node");
    assertThat(start(node, "--role", "both-of-them"))
        .isEqualTo(
            new Result(1, "supermarket: 'both-of-them' is no role: gateway, basket or both.\n"));
    assertThat(start(node, "--port", "http"))
        .isEqualTo(new Result(1, "supermarket: 'http' is no port: a number from 0 to 65535.\n"));
    configure("url", "");
    assertThat(start(node, "--role", "gateway").output())
        .contains("a node with the role gateway needs a message broker outside: give --broker URL");
  }
}
