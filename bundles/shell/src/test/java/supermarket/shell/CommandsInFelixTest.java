package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/** The commands as Gogo runs them, in a real framework. */
class CommandsInFelixTest {

  private static Container container;

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final FakeQuarantine workers = new FakeQuarantine();
  private final FakeBroker broker = new FakeBroker();
  private final FakeServer server = new FakeServer("server-1").with("sp1", "u7", 0, 1);

  private Container.Session session;

  @BeforeAll
  static void startTheContainer(@TempDir Path cache) throws Exception {
    container = new Container(cache);
  }

  @AfterAll
  static void stopTheContainer() throws Exception {
    container.stop();
  }

  @BeforeEach
  void startTheApps() {
    container.register(Catalogue.class, catalogue);
    container.register(StrategyQuarantine.class, workers);
    container.register(CatalogueDeployer.class, catalogue);
    container.register(BasketBroker.class, broker);
    container.register(Cluster.class, broker);
    container.register(ServerControl.class, server);
    session = container.session();
  }

  @AfterEach
  void stopTheApps() {
    session.close();
    container.unregisterAll();
  }

  private ThrowableAssertAlternative<? extends Exception> failure(String line) {
    return assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> session.run(line))
        .satisfies(e -> assertThat(e).hasToString(e.getMessage()));
  }

  @Test
  void everyCommandRuns() throws Exception {
    workers.quarantine(FakeCatalogue.BULK_PRICE, "slow", 1);

    assertThat(session.run("strategy:list")).contains("bulk-price  ").contains("QUARANTINED");
    assertThat(session.run("strategy:show SR1")).contains("bulk-price@1.2.0");
    assertThat(session.run("strategy:release bulk-price")).startsWith("Out of quarantine");
    assertThat(session.run("product:list")).contains("Strawberries");
    assertThat(session.run("product:price GR1 3.10")).contains("EUR 3.11 -> EUR 3.10");
    assertThat(session.run("product:strategy GR1 bulk-price from=3 price=2.00"))
        .contains("-> bulk-price from=3 price=2.00");
    assertThat(session.run("basket:price sp1 u7 GR1=3 CF1")).contains("total EUR 17.45");
    assertThat(session.run("basket:servers")).contains("server-1");
    assertThat(session.run("basket:workers")).contains("u7");
    assertThat(session.run("basket:workers 5")).contains("u7");
    assertThat(session.run("basket:kill sp1 u7")).startsWith("Killed");
    assertThat(session.run("broker:status")).contains("tcp://a:1");
    assertThat(session.run("supermarket:commands")).contains("strategy:show PRODUCT");
    assertThat(session.run("supermarket:overview")).contains("basket servers   server-1\n");
  }

  @Test
  void amountsIdsAndParametersArriveAsTheyAreTyped() throws Exception {
    session.run("product:price GR1 3.10");
    session.run("product:strategy SR1 bulk-price share=2/3 'off=25%' from=03 price=4.50");
    session.run("basket:price 007 1e3 GR1=2 SR1 'odd code' true");

    assertThat(catalogue.products.get("GR1").product().unitPrice())
        .isEqualTo(FakeCatalogue.eur("3.10"));
    assertThat(catalogue.products.get("SR1").product().parameters())
        .isEqualTo(Map.of("share", "2/3", "off", "25%", "from", "03", "price", "4.50"));
    assertThat(broker.requests.getFirst().owner().supermarket()).isEqualTo("007");
    assertThat(broker.requests.getFirst().owner().user()).isEqualTo("1e3");
    assertThat(broker.requests.getFirst().items())
        .containsExactly(
            new Item("GR1", 2), new Item("SR1", 1), new Item("odd code", 1), new Item("true", 1));
  }

  @Test
  void whatCompletionOffersIsTakenAsItStands() throws Exception {
    session.run("basket:price a.b_c@d/e+f=g:h,i-j 0a");

    assertThat(broker.requests.getFirst().owner())
        .isEqualTo(new UserId("a.b_c@d/e+f=g:h,i-j", "0a"));
  }

  @Test
  void outputGoesThroughPipes() throws Exception {
    session.run("lines = (product:list)");

    assertThat(session.session().get("lines")).asString().contains("Strawberries");
  }

  static Stream<String> commands() {
    return SupermarketCommands.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpExplainsEveryCommand(String usage) throws Exception {
    String command = usage.substring(0, usage.indexOf(' '));

    assertThat(session.run("supermarket:help " + command)).contains(usage);
    assumeFalse(command.endsWith(AssortmentCommands.KEYWORD));
    assertThat(session.run("felix:help " + command))
        .contains(usage)
        .contains("scope: " + command.substring(0, command.indexOf(':')))
        .containsPattern("String\\[]   (none|[A-Z])");
  }

  @Test
  void theOverviewNamesEveryCommandThereIs() throws Exception {
    String overview = session.run("supermarket:commands");

    assertThat(session.run("felix:help").lines())
        .filteredOn(
            line ->
                line.matches(
                    "(strategy|product|promotion|store|pricelist|catalogue|basket|broker|cluster|health|log|supermarket):.*"))
        .hasSize(SupermarketCommands.ALL.size()) // with the candidates, and without the import
        .allSatisfy(
            command -> assertThat(overview + "supermarket:candidates").contains(command.strip()));
  }

  @ParameterizedTest
  @CsvSource({
    "strategy:list x, strategy:list [--json]",
    "strategy:show, strategy:show PRODUCT",
    "strategy:show GR1 SR1, strategy:show PRODUCT",
    "strategy:release, strategy:release NAME",
    "health:check a b, health:check [--json] [TAG]",
    "strategy:check, strategy:check [--trusted] JAR",
    "strategy:replay, strategy:replay JAR",
    "strategy:install, strategy:install [--dry-run] [--trusted] [--without NODE] JAR",
    "strategy:upgrade --dry-run, strategy:upgrade [--dry-run] [--trusted] [--without NODE] JAR",
    "strategy:rollback a b c, strategy:rollback [--dry-run] [--without NODE] NAME",
    "strategy:shadow, strategy:shadow [--dry-run] [--trusted] [--without NODE] JAR",
    "strategy:diff, strategy:diff NAME",
    "strategy:canary bulk-price, strategy:canary [--dry-run] [--without NODE] NAME PERCENT",
    "strategy:promote, strategy:promote [--dry-run] [--without NODE] NAME",
    "strategy:forget, strategy:forget [--dry-run] [--without NODE] NAME",
    "strategy:uninstall a b, strategy:uninstall [--dry-run] [--force] [--without NODE] NAME",
    "strategy:trust, strategy:trust ID",
    "strategy:history x y, strategy:history [--json] [NAME]",
    "strategy:conflicts x, strategy:conflicts",
    "product:list x y, product:list [--json] [--after CODE] [PREFIX]",
    "product:find, product:find [--json] [--after CODE] TEXT",
    "product:show, product:show CODE",
    "product:add NEW New 1.00, product:add [--by-weight] [--without NODE] CODE NAME AMOUNT STRATEGY"
        + " [--vat CLASS] [--deposit CODE] [--gtins GTINS] [--plu NUMBER] [PARAM=VALUE...]",
    "product:remove, product:remove [--without NODE] CODE",
    "store:list x y, store:list [--json] [GROUP]",
    "store:show, store:show ID",
    "store:add, store:add [--dry-run] [--without NODE] ID [--name NAME] [--zone ZONE]"
        + " [--list LIST] [--group GROUP]...",
    "store:change x y, store:change [--dry-run] [--without NODE] ID [--name NAME] [--zone ZONE]"
        + " [--list LIST] [--group GROUP]...",
    "store:remove, store:remove [--dry-run] [--without NODE] ID",
    "store:unknown, store:unknown [--dry-run] [--without NODE] WORD",
    "pricelist:list x, pricelist:list [--json]",
    "pricelist:add south, pricelist:add [--dry-run] [--without NODE] LIST CURRENCY",
    "pricelist:remove, pricelist:remove [--dry-run] [--without NODE] LIST",
    "catalogue:check, catalogue:check FILE",
    "catalogue:rollback, catalogue:rollback [--dry-run] [--without NODE] REVISION",
    "product:import, product:import [--all] [--dry-run] [--force] [--without NODE] FILE"
        + " [--list LIST] [--from TIME] [--until TIME]",
    "product:price GR1, product:price [--force] [--without NODE] CODE AMOUNT [--list LIST]"
        + " [--from TIME] [--until TIME] [PARAM=VALUE...]",
    "product:strategy GR1, product:strategy [--without NODE] CODE STRATEGY [PARAM=VALUE...]",
    "product:change GR1, product:change [--force] [--without NODE] CODE [--name NAME]"
        + " [--price AMOUNT] [--strategy STRATEGY] [--sold-by MEASURE] [--vat CLASS]"
        + " [--deposit CODE] [--gtins GTINS] [--plu NUMBER] [PARAM=VALUE...]",
    "product:history, product:history [--json] CODE [COUNT]",
    "promotion:list x, promotion:list [--json]",
    "promotion:show, promotion:show ID",
    "promotion:add lunch, promotion:add [--dry-run] [--without NODE] ID KIND [NAME=VALUE]..."
        + " [--name NAME] [--from TIME] [--until TIME] [--day DAY]... [--hours HOURS] [--store"
        + " STORE]... [--code CODE] [--group GROUP] [--at-most N] [--member] [--dark]",
    "promotion:change, promotion:change [--dry-run] [--without NODE] ID [NAME=VALUE]..."
        + " [--name NAME] [--from TIME] [--until TIME] [--day DAY]... [--hours HOURS] [--store"
        + " STORE]... [--code CODE] [--group GROUP] [--at-most N] [--member] [--dark] [--everybody]"
        + " [--live]",
    "promotion:end, promotion:end [--dry-run] [--without NODE] ID",
    "promotion:remove a b, promotion:remove [--dry-run] [--without NODE] ID",
    "promotion:check a b, promotion:check [ID]",
    "promotion:sets x, promotion:sets [--json]",
    "promotion:set drinks, promotion:set [--dry-run] [--without NODE] NAME CODE...",
    "promotion:exclude, promotion:exclude [--dry-run] [--without NODE] CODE...",
    "promotion:groups, promotion:groups [--dry-run] [--without NODE] GROUP...",
    "basket:price sp1, basket:price SUPERMARKET USER [ITEM...] [--code CODE]... [--member]"
        + " [--explain]",
    "basket:servers x, basket:servers [--json]",
    "basket:workers 1 2, basket:workers [--json] [HOW-MANY]",
    "basket:kill sp1, basket:kill SUPERMARKET USER",
    "broker:status x, broker:status",
    "broker:dlq 1 2, broker:dlq [--json] [HOW-MANY]",
    "cluster:nodes x, cluster:nodes [--json]",
    "cluster:partitions x, cluster:partitions [--json]",
    "log:level a b c, log:level [--json] [LOGGER [LEVEL]]",
    "log:tail -n 5 -f x, log:tail [-n LINES] [-f]",
    "supermarket:watch, supermarket:watch [-n SECONDS] COMMAND",
    "supermarket:watch -n 5, supermarket:watch [-n SECONDS] COMMAND",
    "supermarket:ready x, supermarket:ready",
    "supermarket:commands x, supermarket:commands",
    "supermarket:health x, supermarket:health",
    "supermarket:help x y, supermarket:help [COMMAND]",
  })
  void aWrongNumberOfArgumentsIsAnsweredWithTheUsage(String line, String usage) {
    failure(line)
        .withMessageMatching("(?s)Too (few|many) arguments[.]\nUsage: .*")
        .withMessageContaining("\nUsage: " + usage + " - ");
  }

  @ParameterizedTest
  @CsvSource({
    "strategy:list --json, name",
    "product:list --json, code",
    "product:find --json straw, code",
    "pricelist:list --json, price_list",
    "basket:servers --json, in_flight",
    "basket:workers --json 5, at_work",
    "cluster:nodes --json, heard_ms_ago",
    "cluster:partitions --json, partitions",
    "broker:dlq --json, bytes",
    "store:list --json, store",
    "promotion:list --json, promotion",
    "promotion:sets --json, set",
  })
  void listsAreJsonForScripts(String line, String name) throws Exception {
    String json = session.run(line);

    assertThat(json).startsWith("[").endsWith("]").doesNotContain("\n");
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
    if (!json.equals("[]")) {
      assertThat(json).contains("{\"").contains("\"" + name + "\":");
    }
  }

  @Test
  void jsonHasNumbersWithoutNotes() throws Exception {
    assertThat(session.run("product:list --json"))
        .contains("\"price\":3.11", "\"name\":\"Strawberries\"");
    assertThat(session.run("product:list --json NONE")).isEqualTo("[]");
    assertThat(session.run("basket:servers --json")).containsPattern("\"in_flight\":\\d+,");
  }

  @Test
  void aCommandIsWatchedUntilItIsInterrupted() throws Exception {
    CompletableFuture<String> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                ended.complete(session.run("supermarket:watch -n 1 product:find --json GR1"));
              } catch (Exception e) {
                ended.completeExceptionally(e);
              }
            });
    await().until(() -> session.printed().split("Every 1 s, ", -1).length > 2);

    session.interrupt();

    await().until(ended::isDone);
    // Gogo may tell that it was interrupted, or not; the command has ended by then.
    assertThat(ended.handle((text, e) -> e == null || e instanceof InterruptedException).get())
        .isTrue();
    assertThat(session.printed())
        .contains("product:find --json GR1", "\"code\":\"GR1\"")
        .doesNotContain("\033");
    failure("supermarket:watch product:shwo GR1").withMessageContaining("Did you mean");
    failure("supermarket:watch -n 0 product:list").withMessageContaining("1 to 3600");
  }

  @Test
  void withoutAScopeItIsAStrategyOrElseAProduct() throws Exception {
    session.session().put("SCOPE", "supermarket:felix:strategy:product:*");

    assertThat(session.run("list")).isEqualTo(session.run("strategy:list"));
    assertThat(session.run("show SR1")).isEqualTo(session.run("strategy:show SR1"));
    assertThat(session.run("find SR1")).isEqualTo(session.run("product:find SR1"));
  }

  @Test
  void whatGoesWrongIsSaidInOneSentenceAndIsAFailure() {
    broker.rejects(Reason.OVERLOADED, "server-1 has 1000 baskets in flight");

    failure("basket:price sp1 u7 GR1").withMessageStartingWith("Rejected, overloaded: ");
    failure("basket:price sp1 u7 GR1=x").withMessageStartingWith("'GR1=x' is no item");
    failure("strategy:show XX").withMessageStartingWith("There is no product 'XX'");
    failure("strategy:show $notSet").withMessageStartingWith("Argument 1 is null");
    failure("strategy:release none").withMessageStartingWith("No strategy 'none'");
    failure("product:price GR1 1e3").withMessageEndingWith("1e3 is no price in EUR");
    failure("basket:kill sp1 nobody").withMessageStartingWith("There is no worker");
  }

  @Test
  void anUnknownCommandIsToldInWordsWithTheOneThatWasMeant() {
    session.session().put("SCOPE", "supermarket:felix:strategy:product:*");
    failure("product:prise GR1 3.10")
        .withMessage(
            "There is no command 'product:prise'. Did you mean 'product:price'? 'help' lists all"
                + " there are.");
    failure("Strategy:lst").withMessageContaining("Did you mean 'strategy:list'?");
    failure("helpp").withMessageContaining("Did you mean 'supermarket:help'?");
    failure("xyzzyxyzzy")
        .withMessage("There is no command 'xyzzyxyzzy'. 'help' lists all there are.");
    failure("help product:prise").withMessageContaining("Did you mean 'product:price'?");
  }

  @Test
  void helpListsOursInWordsAndThenTheOthers() throws Exception {
    session.session().put("SCOPE", "supermarket:felix:strategy:product:*");

    String help = session.run("help");

    assertThat(help)
        .containsSubsequence(
            "product:price [--force] [--without NODE] CODE",
            "strategy:show PRODUCT",
            "COMMANDS OF OTHER",
            "felix")
        .contains(" lb ")
        .doesNotContain("candidates", "supermarket:default");
    assertThat(session.run("help strategy:show")).contains("what prices a product");
    assertThat(session.run("help lb")).contains("scope: felix").doesNotContain("String");
    assertThat(session.run("help strategy:shadow"))
        .contains("parameters:\n      JAR: a file")
        .doesNotContain("String[]");
    assertThat(session.run("help strategy:list")).doesNotContain("String[]", "parameters", "none");
  }

  @Test
  void troublesMakeTheNodeNotReadyOrAreWarnedOf() throws Exception {
    assertThat(session.run("supermarket:health")).isEqualTo("Nothing is wrong.");
    Trouble warning = new Trouble("configuration", Gravity.WARNING, "etc/x.cfg: unknown key 'y'");
    container.register(Health.class, () -> List.of(warning));

    assertThat(session.run("supermarket:ready"))
        .matches("(?s)Ready: .*\nWarning: configuration: etc/x.cfg: unknown key 'y'");

    container.unregister(Health.class);
    Trouble grave = new Trouble("catalogue", Gravity.NOT_READY, "etc/catalogue.json is missing");
    container.register(Health.class, () -> List.of(warning, grave));

    failure("supermarket:ready")
        .withMessage(
            "Not ready: catalogue: etc/catalogue.json is missing\n"
                + "Warning: configuration: etc/x.cfg: unknown key 'y'");
    assertThat(session.run("supermarket:health"))
        .startsWith("Not ready: catalogue")
        .hasLineCount(2);
  }

  @Test
  void pathsAreTheCallers(@TempDir Path folder) throws Exception {
    DeploymentCommandsTest.FakeDeployer deployer = new DeploymentCommandsTest.FakeDeployer();
    container.register(Deployer.class, deployer);
    session.session().currentDir(folder);
    session.session().put("HOME", "/home/of/caller");

    session.run("strategy:install ./x.jar");
    session.run("strategy:install ~/x.jar");
    session.run("strategy:install ../x.jar");

    assertThat(deployer.asked)
        .containsExactly(
            "install " + folder.resolve("x.jar") + " false false",
            "install /home/of/caller/x.jar false false",
            "install " + folder.resolveSibling("x.jar") + " false false");
  }

  @Test
  void tablesFitTheTerminalButNotAPipe() throws Exception {
    session.session().put("COLUMNS", 60);

    assertThat(session.run("supermarket:commands").lines())
        .filteredOn(line -> !line.startsWith("One in detail"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    session.run("wide = (supermarket:commands)");
    assertThat(session.session().get("wide").toString().lines())
        .anySatisfy(line -> assertThat(line).hasSizeGreaterThan(80));
  }

  @Test
  void theShellOutlivesTheAppsAndFindsThemAgain() throws Exception {
    container.unregister(Catalogue.class);
    failure("product:list").withMessageStartingWith("The product manager is not running.");
    assertThat(session.run("broker:status")).contains("tcp://a:1");

    container.register(Catalogue.class, catalogue);
    assertThat(session.run("product:list")).contains("Strawberries");
  }

  @Test
  void theCommandsGoWithTheirBundle() throws Exception {
    container.shell().stop();
    assertThatThrownBy(() -> session.run("product:list"))
        .hasMessageContaining("Command not found: product:list");

    container.shell().start();
    assertThat(session.run("product:list")).contains("Strawberries");
  }
}
