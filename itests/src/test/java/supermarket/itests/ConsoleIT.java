package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import supermarket.itests.strategies.CostsOne;
import supermarket.itests.strategies.CostsTwo;
import supermarket.itests.strategies.FailsAtMany;
import supermarket.pricing.api.PricingStrategy;

/** What an operator sees of a runtime, and does with it, in a real browser. */
class ConsoleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DIALOG = "confirm-dialog dialog";

  private static final AtomicInteger BASKETS = new AtomicInteger();

  @TempDir static Path folder;
  private static Browser browser;
  private static Distribution distribution;
  private static Store store;
  private static ScheduledExecutorService shoppers;
  private static ScheduledFuture<?> shopping;
  private static String link;

  @BeforeAll
  static void open() throws IOException {
    browser = new Browser();
    distribution = new Distribution(folder);
    distribution.start();
    store = Store.of(distribution.home());
    link = distribution.run("console").output().strip();
    shoppers = Executors.newSingleThreadScheduledExecutor();
    shopping = shoppers.scheduleWithFixedDelay(ConsoleIT::shop, 0, 5, TimeUnit.MILLISECONDS);
  }

  @AfterAll
  static void close() {
    if (shoppers != null) {
      shoppers.shutdownNow();
      shoppers.close();
    }
    if (store != null) {
      store.close();
    }
    if (distribution != null) {
      distribution.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void begin() {
    browser.open("about:blank");
    browser.size(1400, 1000);
    browser.scheme("light");
    browser.open(link);
    browser.until("it is live", "document.querySelector('node-status').innerText.match(/running/)");
  }

  /** One basket of many users; a few name a product that there is not. */
  private static void shop() {
    int basket = BASKETS.getAndIncrement();
    if (basket % 40 == 0) {
      store.price("shopper-" + basket % 97, "GR1", "NO-SUCH");
    } else {
      store.price("shopper-" + basket % 97, "GR1*2", "SR1*3", "CF1*3", "MF1");
    }
  }

  private static String state(String hop) {
    return "document.querySelector('[data-hop=\"" + hop + "\"] .pill').innerText";
  }

  private static String row(String strategy) {
    return "tr[data-strategy=\"" + strategy + "\"]";
  }

  private static Path jar(String strategy, int major, Class<? extends PricingStrategy> type) {
    return StrategyJar.named(strategy, type)
        .version(major + ".0.0")
        .write(folder.resolve(strategy + "-" + major + ".jar"));
  }

  /** Uploads a jar, says what to do, and answers the question with yes. */
  private static void upload(Path jar, String how) {
    browser.find("#strategies input[name=jar]").sendKeys(jar.toString());
    browser.run("document.querySelector('#strategies select').value = arguments[0]", how);
    browser.find("#strategies form button").click();
    agree("DONE");
  }

  /** Clicks a button of a strategy's row. */
  private static void click(String strategy, String button) {
    browser.until(
        button + " of " + strategy,
        "[...document.querySelectorAll(arguments[0] + ' button')].some(b => b.innerText.trim() =="
            + " arguments[1])",
        row(strategy),
        button);
    browser.run(
        "[...document.querySelectorAll(arguments[0] + ' button')].find(b => b.innerText.trim() =="
            + " arguments[1]).click()",
        row(strategy),
        button);
  }

  private static void agree(String outcome) {
    browser.until("the question", "document.querySelector('" + DIALOG + "').open");
    browser.find(DIALOG + " button.main").click();
    browser.until("an outcome", "document.querySelector('" + DIALOG + " .outcome')");
    assertThat(browser.text(DIALOG)).contains(outcome);
    browser.find(DIALOG + " form button").click();
    browser.until("it is closed", "!document.querySelector('" + DIALOG + "').open");
  }

  private static BigDecimal cost(String product) {
    return store.price("u1", product).total();
  }

  private int send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(link).resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void itsNumbersMoveWhileBasketsArePriced() throws Exception {
    assertThat(shopping.isDone()).as("somebody shops").isFalse();
    browser.until("baskets come", state("Stores") + ".match(/sending/)");
    browser.until("strategies price", state("Strategies") + ".match(/pricing/)");
    browser.until(
        "lines are counted",
        "parseFloat(document.querySelector('[data-hop=\"Product workers\"] .big').innerText) > 0");
    String first = browser.text("figcaption .now");
    browser.until(
        "charts move",
        "document.querySelector('figcaption .now').innerText != arguments[0]",
        first);
    assertThat(browser.all("canvas")).hasSize(4);
    assertThat((String) browser.run("return location.hash")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    if (browser.drawsForDocuments()) {
      await("there is something to see")
          .atMost(Duration.ofMinutes(2))
          .until(() -> BASKETS.get() > 4_000);
    }
    browser.picture("console");
  }

  @Test
  void aStrategyThatFailsThenHangsShows() {
    upload(jar("fickle", 1, FailsAtMany.class), "install");
    distribution.shell("product:add FK1 Fickle 1.00 fickle");
    assertThat(store.price("u2", "FK1*500").status()).isEqualTo(500);
    browser.until(
        "the failure is listed",
        "document.querySelector('#baskets table').innerText.includes('product_server_error')");
    assertThat(store.price("u2", "FK1*501").status()).isEqualTo(504);
    browser.until(
        "quarantine",
        "document.querySelector(arguments[0]).innerText.includes('quarantined')",
        row("fickle@1.0.0"));
    browser.until("it is seen in the flow", state("Strategies") + ".match(/quarantined/)");
    assertThat(browser.text("node-status")).contains("trouble");
    click("fickle@1.0.0", "Release");
    agree("Done");
    browser.until(
        "it prices again",
        "document.querySelector(arguments[0]).innerText.includes('in use')",
        row("fickle@1.0.0"));
  }

  @Test
  void aVersionGoesItsWayFromUploadToRollBack() {
    upload(jar("cycle", 1, CostsOne.class), "install");
    distribution.shell("product:add CY1 Cycle 9.00 cycle");
    assertThat(cost("CY1")).isEqualByComparingTo("1");
    upload(jar("cycle", 2, CostsTwo.class), "shadow");
    browser.until(
        "shadow",
        "document.querySelector(arguments[0])?.innerText.includes('shadow')",
        row("cycle@2.0.0"));
    await("the shadow differs")
        .atMost(PATIENCE)
        .until(
            () -> {
              cost("CY1");
              return !distribution.shell("strategy:diff cycle").contains(" 0 of ");
            });
    click("cycle@2.0.0", "Diff");
    browser.until("the diff", "document.querySelector('" + DIALOG + "').innerText.includes('CY1')");
    assertThat(browser.text(DIALOG)).contains("dearer by EUR");
    browser.find(DIALOG + " form button").click();
    assertThat(cost("CY1")).isEqualByComparingTo("1");

    click("cycle@2.0.0", "Canary");
    WebElement slider = browser.find(DIALOG + " input[type=range]");
    slider.sendKeys(Keys.END);
    assertThat(browser.text(DIALOG)).contains("99 %");
    agree("DONE");
    browser.until(
        "canary",
        "document.querySelector(arguments[0])?.innerText.includes('canary 99 %')",
        row("cycle@2.0.0"));

    click("cycle@2.0.0", "Promote");
    agree("DONE");
    assertThat(cost("CY1")).isEqualByComparingTo("2");
    click("cycle@2.0.0", "Roll back");
    agree("DONE");
    assertThat(cost("CY1")).isEqualByComparingTo("1");
    assertThat(distribution.shell("strategy:history cycle")).contains("PROMOTE", "console");
    browser.until(
        "the history", "document.querySelector('#deployments').innerText.includes('rollback')");
  }

  @Test
  void withoutTheTokenItIsReadOnly() throws Exception {
    browser.find("sign-in button").click();
    browser.until("signed out", "document.querySelector('sign-in input')");
    assertThat(browser.all("#strategies button")).isEmpty();
    browser.find("sign-in input").sendKeys("wrong", Keys.ENTER);
    browser.until(
        "a word", "document.querySelector('sign-in').innerText.includes('not the token')");
    assertThat(browser.all("#strategies button")).isEmpty();
    assertThat(send("POST", "api/promote?name=bulk-price")).isEqualTo(401);
    assertThat(send("POST", "api/promote?name=bulk-price", "Authorization", "Bearer wrong"))
        .isEqualTo(401);
  }

  @Test
  void aPageOfAnotherSiteGetsNothing() throws Exception {
    String token = "Bearer " + link.substring(link.indexOf('=') + 1);
    String[] evil = {"Authorization", token, "Origin", "http://evil.example"};
    assertThat(send("POST", "api/uninstall?name=bulk-price&force=true", evil)).isEqualTo(403);
    assertThat(send("GET", "api/history", evil)).isEqualTo(403);
    assertThat(distribution.shell("strategy:list")).contains("bulk-price");
    assertThat(Files.getPosixFilePermissions(distribution.data().resolve("console.token")))
        .hasSize(2);
  }

  @Test
  void theKeyboardIsEnough() {
    browser.press(Keys.TAB);
    assertThat(browser.text(":focus")).contains("Skip");
    browser.press(Keys.ENTER);
    browser.tabTo("#till fieldset input");
    browser.press("SR1");
    browser.press(Keys.TAB);
    browser.press("3");
    browser.tabTo("#till button.main");
    browser.press(Keys.ENTER);
    browser.until("the receipt", "document.querySelector('#till .basket')");
    assertThat(browser.text("#till .basket"))
        .contains("13.50 EUR", "bulk-price@", "4.50 each from 3");
    browser.tabTo(row("bulk-price@1.0.0.SNAPSHOT") + " button");
    browser.press(Keys.ENTER);
    browser.until("the question", "document.querySelector('" + DIALOG + "').open");
    browser.press(Keys.ESCAPE);
    browser.until("it is closed", "!document.querySelector('" + DIALOG + "').open");
  }

  @Test
  void aBasketIsExplainedByItsRequest() throws Exception {
    store.post(Store.basket("u3", "CF1*3"), "X-Request-Id", "seen-1");
    await("it is handed on")
        .atMost(PATIENCE)
        .until(() -> send("GET", "/api/baskets/seen-1") == 200);
    browser.find("#baskets input").sendKeys("seen-1", Keys.ENTER);
    browser.until("the basket", "document.querySelector('[data-request=seen-1]')");
    assertThat(browser.text("#baskets .basket"))
        .contains("22.46 EUR", "u3", "In the mailbox", "bulk-discount@", "2/3 of the price from 3");
    browser.run("document.querySelector('#baskets').scrollIntoView()");
    browser.picture("console-basket");
  }

  @Test
  void aPriceIsChangedFromTheCatalogue() {
    browser.find("#catalogue input").sendKeys("muffin", Keys.ENTER);
    browser.until("the product", "document.querySelector('#catalogue tbody button')");
    browser.find("#catalogue tbody button").click();
    browser.until("the question", "document.querySelector('" + DIALOG + "').open");
    browser.find(DIALOG + " input").sendKeys(Keys.chord(Keys.CONTROL, "a"), "4.20");
    browser.find(DIALOG + " form button:not(.main)[type=button]").click();
    browser.until(
        "the preview", "document.querySelector('" + DIALOG + "').innerText.includes('EUR 4.20')");
    assertThat(browser.text(DIALOG)).contains("cheaper by EUR", "MF1");
    assertThat(cost("MF1")).as("nothing is changed").isEqualByComparingTo("5.00");
    agree("DONE");
    assertThat(cost("MF1")).isEqualByComparingTo("4.20");
    browser.until("it is shown", "document.querySelector('#catalogue').innerText.includes('4.2')");
  }

  @Test
  void itIsForEverybodyOnAPhoneAndInTheDark() throws Exception {
    browser.find("#baskets input").sendKeys("no-such", Keys.ENTER);
    assertThat(browser.violations()).isEmpty();
    browser.scheme("dark");
    assertThat((String) browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(17, 22, 28)");
    assertThat(browser.violations()).isEmpty();
    browser.picture("console-dark");
    browser.size(360, 740);
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(360);
    assertThat(browser.violations()).isEmpty();
    browser.run("scrollTo(0, 0)");
    browser.picture("console-phone");
  }
}
