package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import supermarket.itests.Store.Reply;

/**
 * The rows of the error table that need no misbehaving strategy, each through everything. The
 * others are in {@link IsolationIT}.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ErrorsIT {

  private static final Path HOME = Container.home(ErrorsIT.class);

  @Inject private BundleContext context;

  private Store store;

  @Configuration
  public Option[] container() throws Exception {
    Option[] options = Container.of(ErrorsIT.class);
    Path catalogue = HOME.resolve("etc/catalogue.json");
    String text = Files.readString(catalogue);
    int end = text.lastIndexOf(']');
    Files.writeString(
        catalogue,
        text.substring(0, end)
            + ", {\"code\": \"YEN\", \"unit_price\": 120, \"currency\": \"JPY\", \"strategy\":"
            + " \"flat-price\"}, {\"code\": \"WRONG\", \"unit_price\": 1.234, \"strategy\":"
            + " \"flat-price\"}, {\"code\": \"MISFIT\", \"unit_price\": 1, \"strategy\":"
            + " \"bulk-price\"}"
            + text.substring(end));
    return options;
  }

  @Before
  public void open() {
    store = Store.of(HOME);
  }

  @After
  public void close() {
    store.close();
  }

  private static void assertProblem(Reply reply, int status, String error, String... says) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.error()).isEqualTo(error);
    assertThat(reply.body()).contains("\"status\":" + status);
    for (String said : says) {
      assertThat(reply.body()).contains(said);
    }
    assertThat(reply.header("X-Request-Id")).isNotEmpty();
  }

  @Test
  public void whatIsNoBasketIsRefusedWithFieldAndPlace() {
    assertProblem(store.post("{\"supermarket_id\": "), 400, "invalid_request", "\"line\":1");
    assertProblem(
        store.post("{\"supermarket_id\": \"sp1\", \"user_id\": \"u\"}"),
        400,
        "invalid_request",
        "items");
    assertProblem(
        store.post("{\"supermarket_id\": true, \"user_id\": \"u\", \"items\": []}"),
        400,
        "invalid_request",
        "supermarket_id");
    assertProblem(
        store.price("u1", "GR1", "SR1*0"), 400, "invalid_request", "items[1]", "quantity");
  }

  @Test
  public void otherMediaTypesMethodsAndPathsAreRefused() {
    assertProblem(
        store.post(Store.basket("u1"), "Content-Type", "text/plain"),
        415,
        "unsupported_media_type");
    Reply wrongMethod = store.get("/api/basket");
    assertProblem(wrongMethod, 405, "method_not_allowed");
    assertThat(wrongMethod.header("Allow")).startsWith("POST");
    assertProblem(store.get("/api/nothing"), 404, "not_found");
  }

  @Test
  public void tooMuchIsRefused() {
    assertProblem(store.post(" ".repeat(8 * 1024 * 1024 + 1)), 413, "too_large");
    assertProblem(
        store.price("u1", IntStream.range(0, 1_001).mapToObj(i -> "P" + i).toArray(String[]::new)),
        413,
        "too_large",
        "1000");
    String items =
        IntStream.range(0, 100_001).mapToObj(i -> "1").collect(Collectors.joining("\",\""));
    assertProblem(
        store.post(
            "{\"supermarket_id\": \"sp1\", \"user_id\": \"u\", \"items\": [\"" + items + "\"]}"),
        413,
        "too_large",
        "100000");
  }

  @Test
  public void allProductsThatCannotBePricedAreNamed() {
    assertProblem(
        store.price("u1", "NOPE", "GR1", "WRONG", "MISFIT"),
        422,
        "strategy_not_found",
        "\"NOPE\"",
        "\"WRONG\"",
        "\"MISFIT\"");
    assertThat(store.price("u1", "NOPE", "GR1").body()).doesNotContain("GR1");
  }

  @Test
  public void linesOfTwoCurrenciesAreRefused() {
    assertThat(store.price("u1", "YEN*3").body())
        .contains("\"total_cost\":360,", "\"currency\":\"JPY\"");
    assertProblem(store.price("u1", "YEN", "GR1"), 422, "mixed_currencies");
  }

  @Test
  public void withoutABrokerTheAnswerComesAtOnceAndTheSystemComesBack() throws Exception {
    Bundle broker = bundle("supermarket.message.broker");
    broker.stop();
    try {
      Reply reply = store.price("u1", "GR1");
      assertProblem(reply, 503, "broker_unavailable");
      assertThat(reply.header("Retry-After")).isNotEmpty();
      assertThat(store.get("/health/live").status()).isEqualTo(200);
      // A probe's result is shared for a moment with those who ask next.
      await().until(() -> store.get("/health/ready").status() == 503);
    } finally {
      broker.start();
    }
    Store again = Store.of(HOME);
    assertThat(again.price("u1", "GR1").status()).isEqualTo(200);
    again.close();
  }

  @Test
  public void whatAClientSendsIsWrittenToTheLogEscapedOnly() throws Exception {
    String user = "evil\\r\\n2026-11-22 FAKE line\\u2028\\u001b[31m";
    store.post(
        "{\"supermarket_id\": \"sp1\", \"user_id\": \"" + user + "\", \"items\": [\"GR1\"]}",
        "X-Request-Id",
        "escape-test");
    Path log = HOME.resolve("data/log/supermarket.log");

    await().until(() -> Files.readString(log, StandardCharsets.UTF_8).contains("escape-test"));

    String text = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(text.lines()).noneMatch(line -> line.startsWith("2026-11-22 FAKE"));
    assertThat(text).doesNotContain("\u2028", "\u001b");
  }

  private Bundle bundle(String symbolicName) {
    for (Bundle bundle : context.getBundles()) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    throw new AssertionError("no bundle " + symbolicName);
  }
}
