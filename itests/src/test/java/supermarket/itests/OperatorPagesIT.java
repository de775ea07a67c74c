package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** What the operators' port of a node that prices baskets serves. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class OperatorPagesIT {

  private static final Path HOME = Container.home(OperatorPagesIT.class);

  private Store store;
  private HttpClient client;

  @Configuration
  public Option[] container() {
    return Container.of(OperatorPagesIT.class);
  }

  @Before
  public void open() {
    store = Store.of(HOME);
    client = HttpClient.newHttpClient();
  }

  @After
  public void close() {
    client.close();
    store.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    String address = Files.readString(HOME.resolve("data/http.address")).strip();
    return client.send(
        HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The sum of all series whose line begins like this. */
  private double value(String series) throws Exception {
    HttpResponse<String> scraped = get("/metrics");
    assertThat(scraped.statusCode()).isEqualTo(200);
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(series) + "\\S* (\\S+)$").matcher(scraped.body());
    double sum = 0;
    boolean found = false;
    while (line.find()) {
      found = true;
      sum += Double.parseDouble(line.group(1));
    }
    assertThat(found).as(series).isTrue();
    return sum;
  }

  @Test
  public void basketsAreCountedByTheirOutcomeAndServer() throws Exception {
    String count = "supermarket_basket_seconds_count{outcome=\"priced\"}";
    double before = value(count);
    store.price("u0", "GR1", "SR1");
    await("the log of baskets is handed on").until(() -> value(count) == before + 1);
    double hops = value("supermarket_basket_hop_seconds_count{hop=\"worker\"}");
    double servers = value("supermarket_server_baskets_total{");
    double calls = value("supermarket_strategy_calls_total{strategy=\"bulk-price@");
    for (int i = 0; i < 5; i++) {
      store.price("u" + i, "GR1", "SR1");
    }
    await("the log of baskets is handed on")
        .until(
            () ->
                value(count) == before + 6
                    && value("supermarket_basket_hop_seconds_count{hop=\"worker\"}") == hops + 5);
    assertThat(value("supermarket_server_baskets_total{")).isGreaterThanOrEqualTo(servers + 5);
    assertThat(value("supermarket_strategy_calls_total{strategy=\"bulk-price@"))
        .isEqualTo(calls + 5);
    assertThat(value("supermarket_strategy_seconds_total{strategy=\"bulk-price@")).isPositive();
  }

  @Test
  public void theNodeTellsHowItStands() throws Exception {
    assertThat(value("supermarket_gateway_in_flight_limit")).isPositive();
    assertThat(value("supermarket_server_in_flight_limit{")).isPositive();
    assertThat(value("supermarket_broker_connected{")).isEqualTo(1);
    assertThat(value("supermarket_nodes")).isEqualTo(1);
    assertThat(value("supermarket_troubles{gravity=\"not_ready\"}")).isZero();
    assertThat(value("jvm_memory_used_bytes{area=\"heap\"")).isPositive();
  }

  @Test
  public void aBasketIsExplainedLineByLine() throws Exception {
    store.post(Store.basket("u8", "SR1*3", "CF1*3"), "X-Request-Id", "why-1");
    await("the basket is handed on").until(() -> get("/api/baskets/why-1").statusCode() == 200);
    assertThat(get("/api/baskets/why-1").body())
        .contains(
            "\"outcome\":\"priced\"",
            "\"product\":\"SR1\"",
            "\"plain_cost\":15.00,\"cost\":13.50,\"strategy\":\"bulk-price\"",
            "\"rule\":\"4.50 each from 3\"",
            "\"plain_cost\":33.69,\"cost\":22.46,\"strategy\":\"bulk-discount\"");
  }

  @Test
  public void aBasketThatFailedSaysWhy() throws Exception {
    store.post(Store.basket("u9", "NO-SUCH"), "X-Request-Id", "why-2");
    await("the basket is handed on").until(() -> get("/api/baskets/why-2").statusCode() == 200);
    assertThat(get("/api/baskets/").body())
        .contains("\"request_id\":\"why-2\"", "\"outcome\":\"strategy_not_found\"", "NO-SUCH");
  }

  @Test
  public void itsHealthIsToldByTags() throws Exception {
    for (String tag : List.of("", "live", "ready", "broker", "strategies", "catalogue")) {
      HttpResponse<String> reply = get("/health/" + tag);
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(reply.body()).startsWith("{\"status\":\"OK\"");
    }
    assertThat(get("/health/ready").body()).contains("an empty basket was priced by");
  }

  @Test
  public void whatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> none = get("/nothing");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("/metrics");
  }
}
