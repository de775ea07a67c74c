package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Change;
import supermarket.basket.api.deployment.Findings.Kind;
import supermarket.basket.api.deployment.Order;

class DeploymentCommandsTest {

  private final Apps apps = new Apps();
  private final DeploymentCommands commands = new DeploymentCommands(apps);
  private final TrialCommands trials = new TrialCommands(apps);
  private final FakeDeployer deployer = new FakeDeployer();

  @BeforeEach
  void deployerRuns() {
    apps.deployer = deployer;
  }

  @Test
  void theResultIsToldInWords() {
    deployer.outcome = Outcome.DONE;
    assertThat(commands.upgrade("new.jar"))
        .isEqualTo("Done: upgrade of a.bundle 2.0.0.\n- one\n- two\\u001b[1m");
    assertThat(deployer.asked).containsExactly("upgrade new.jar false false");
  }

  @Test
  void aDryRunIsAskedForBeforeOrAfter() {
    deployer.outcome = Outcome.POSSIBLE;
    assertThat(commands.rollback("--dry-run", "bulk-price"))
        .startsWith("Possible: rollback of a.bundle 2.0.0. Nothing was changed.");
    commands.rollback("bulk-price", "--dry-run");
    assertThat(deployer.asked)
        .containsExactly("rollback bulk-price true", "rollback bulk-price true");
  }

  @Test
  void anOperatorMayTrustAJarOrABundle() {
    commands.check("--trusted", "new.jar");
    commands.install("new.jar", "--trusted");
    commands.upgrade("--dry-run", "--trusted", "new.jar");
    trials.shadow("new.jar", "--trusted");
    assertThat(commands.trust("17")).startsWith("Done: trust of a.bundle 2.0.0.");
    assertThat(deployer.asked)
        .containsExactly(
            "check new.jar true",
            "install new.jar true false",
            "upgrade new.jar true true",
            "shadow new.jar true false",
            "trust 17");
    assertThatThrownBy(() -> commands.trust("multi-buy")).hasMessageContaining("is no id");
    assertThatThrownBy(() -> commands.rollback("--trusted", "bulk-price"))
        .hasMessageContaining("Too many arguments");
  }

  @Test
  void aRefusalFailsTheCommandAndTellsEveryReason() {
    deployer.outcome = Outcome.REFUSED;
    assertThatThrownBy(() -> commands.install("bad.jar"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "Refused: install of a.bundle 2.0.0. Nothing was changed.\n- one\n- two\\u001b[1m");
  }

  @Test
  void uninstallOfWhatPricesProductsIsForcedOnlyIfThatIsSaid() {
    commands.uninstall("a-strategy");
    commands.uninstall("--force", "a-strategy", "--dry-run");
    assertThat(deployer.asked)
        .containsExactly("uninstall a-strategy false", "uninstall a-strategy force true");
  }

  @Test
  void aReplayTellsHowManyLinesDifferAndTheLargest() {
    assertThat(commands.replay("new.jar"))
        .isEqualTo("a.bundle 2.0.0: 0 of 7 lines differ, 0 could not be priced.");
    Money five = Money.parse("EUR 5.00");
    PricedLine line = new PricedLine("GR1", 3, five, five, "flat-price", "1.0.0");
    deployer.findings =
        new Findings(
            "a.bundle",
            "2.0.0",
            List.of(),
            7,
            0,
            1,
            2,
            List.of(new Change(1, Money.parse("EUR 2.00"), 1, Money.parse("EUR 1.50"))),
            List.of(
                new Kind(1, line, null, "threw\u001b"),
                new Kind(2, line, Money.parse("EUR 3.50"), "")),
            null,
            List.of());
    assertThat(commands.replay("new.jar"))
        .startsWith("a.bundle 2.0.0: 2 of 7 lines differ, 1 could not be priced.")
        .contains("1 line is dearer in all by EUR 2.00, 1 line is cheaper in all by EUR 1.50")
        .contains("GR1", "threw\\u001b", "EUR 3.50");
    deployer.findings = FakeDeployer.findings(List.of("no"));
    assertThatThrownBy(() -> commands.replay("new.jar"))
        .hasMessage("Refused: replay of a.bundle 2.0.0.\n- no");
  }

  @Test
  void aTrialIsBegunWidenedAndEnded() {
    commands.forget("bulk-price", "--dry-run");
    trials.shadow("--dry-run", "new.jar");
    trials.canary("bulk-price", "10%");
    trials.canary("--dry-run", "bulk-price", "25");
    trials.promote("bulk-price");
    assertThat(deployer.asked)
        .containsExactly(
            "forget bulk-price true",
            "shadow new.jar false true",
            "canary bulk-price 10 false",
            "canary bulk-price 25 true",
            "promote bulk-price false");
    assertThatThrownBy(() -> trials.canary("bulk-price", "some"))
        .hasMessage("'some' is no share of the users: write a whole number from 0 to 99.");
    assertThatThrownBy(() -> trials.canary("bulk-price", "--dry-run"))
        .hasMessageContaining("Too few arguments");
  }

  @Test
  void whatATrialFoundIsTold() {
    assertThat(trials.diff("bulk-price"))
        .isEqualTo("a.bundle 2.0.0: 0 of 7 lines differ, 0 could not be priced.");
    deployer.findings = FakeDeployer.findings(List.of("it hangs"));
    assertThat(trials.diff("bulk-price"))
        .isEqualTo(
            """
            The comparison has ended.
            - it hangs
            a.bundle 2.0.0: 0 of 7 lines differ, 0 could not be priced.\
            """);
    assertThatThrownBy(() -> trials.diff("other"))
        .hasMessageStartingWith("No version of 'other' is on trial.");
  }

  @Test
  void theRecordIsATable() {
    assertThat(commands.history()).isEqualTo("There is no deployment on record.");
    deployer.history.add(deployer.answer(Action.UNINSTALL));
    assertThat(commands.history())
        .contains("WHEN", "2026-01-02T03:04:05Z", "UNINSTALL", "0123456789ab ", "DONE     -");
  }

  @Test
  void theRecordSaysWhySomethingWasRefused() {
    deployer.outcome = Outcome.REFUSED;
    deployer.history.add(deployer.answer(Action.UPGRADE));
    assertThat(commands.history()).contains("WHY", "REFUSED  one (and 1 more)");
    deployer.details = List.of("x".repeat(200));
    deployer.history.add(deployer.answer(Action.CHECK));
    assertThat(commands.history()).contains("REFUSED  " + "x".repeat(70) + "...");

    String whole =
        """
        2026-01-02T03:04:05Z UPGRADE of a.bundle 2.0.0, door command: REFUSED
        - one
        - two\\u001b[1m
        2026-01-02T03:04:05Z CHECK of a.bundle 2.0.0, door command: REFUSED
        - \
        """
            + "x".repeat(200);
    assertThat(commands.history("a.bundle")).isEqualTo(whole);
    assertThatThrownBy(() -> commands.history("bulk-price"))
        .hasMessageStartingWith("No deployment of 'bulk-price' is on record.");
    FakeCatalogue catalogue = FakeCatalogue.stocked();
    catalogue.strategies.add(
        new StrategyStatus(
            FakeCatalogue.BULK_PRICE,
            "a.bundle",
            9,
            0,
            Audience.EVERYBODY,
            true,
            List.of(),
            Admission.CHECKED));
    apps.catalogue = catalogue;
    assertThat(commands.history("bulk-price")).isEqualTo(whole);
  }

  @Test
  void aDryRunThatIsRefusedIsToldFromADeployment() {
    deployer.outcome = Outcome.IMPOSSIBLE;
    assertThatThrownBy(() -> commands.upgrade("--dry-run", "bad.jar"))
        .hasMessageStartingWith("Impossible: upgrade of a.bundle 2.0.0. Nothing was changed.\n- ");
  }

  @Test
  void whoNamesABundleIsToldTheNameOfItsStrategy() {
    apps.catalogue = FakeCatalogue.stocked();
    assertThatThrownBy(() -> trials.diff("supermarket.strategy.bulk.price"))
        .hasMessageEndingWith("That is the name of a bundle: did you mean 'bulk-price'?");
  }

  @Test
  void whatIsNotDearerIsNotCountedAsSuch() {
    Money none = Money.parse("EUR 0.00");
    Money two = Money.parse("EUR 2.00");
    deployer.findings = differing(new Change(0, none, 3, two));
    assertThat(trials.diff("bulk-price")).endsWith("\n3 lines are cheaper in all by EUR 2.00.");
    deployer.findings = differing(new Change(1, two, 0, none));
    assertThat(trials.diff("bulk-price")).endsWith("\n1 line is dearer in all by EUR 2.00.");
    deployer.findings = deployer.findings.of(List.of("basket-1", "basket-2"));
    assertThat(trials.diff("bulk-price"))
        .contains("could not be priced. On basket-1, basket-2 together.\n");
  }

  private static Findings differing(Change change) {
    return new Findings(
        "a.bundle", "2.0.0", List.of(), 7, 0, 0, 3, List.of(change), List.of(), null, List.of());
  }

  @Test
  void anOrderSaysWhoGivesItAndWhoIsNotAsked() {
    commands.upgrade("--without", "basket-3", "new.jar", "--without", "basket-2");
    assertThat(deployer.asked).containsExactly("upgrade new.jar false false");
    assertThat(deployer.last.without()).containsExactly("basket-2", "basket-3");
    // No session says who types, so it is the runtime's own user.
    assertThat(deployer.last.door()).isEqualTo(Deployment.command(System.getProperty("user.name")));
    assertThatThrownBy(() -> commands.upgrade("new.jar", "--without"))
        .hasMessageContaining("Usage: strategy:upgrade");
    assertThatThrownBy(() -> commands.check("--without", "basket-3", "new.jar"))
        .hasMessageContaining("Usage: strategy:check");
  }

  @Test
  void withoutADeployerItSaysSo() {
    apps.deployer = null;
    assertThatThrownBy(() -> commands.check("a.jar"))
        .hasMessageStartingWith("The deployer is not running.");
  }

  /** A deployer that does nothing but remember what it was asked. */
  static final class FakeDeployer implements Deployer {

    final List<String> asked = new ArrayList<>();
    Order last = Order.by("nobody");
    private final List<Deployment> history = new ArrayList<>();
    private Outcome outcome = Outcome.DONE;
    private List<String> details = List.of("one", "two\u001b[1m");
    private Findings findings = findings(List.of());

    static Findings findings(List<String> refusals) {
      return new Findings(
          "a.bundle", "2.0.0", refusals, 7, 0, 0, 0, List.of(), List.of(), null, List.of());
    }

    Deployment answer(Action action) {
      return new Deployment(
          Instant.parse("2026-01-02T03:04:05.678Z"),
          action,
          Deployment.COMMAND,
          "a.bundle",
          "2.0.0",
          "0123456789abcdef",
          outcome,
          details);
    }

    private String words(Order order) {
      last = order;
      return order.trusted() + " " + order.dryRun();
    }

    @Override
    public Deployment check(Path jar, Order order) {
      asked.add("check " + jar + " " + order.trusted());
      return answer(Action.CHECK);
    }

    @Override
    public Deployment install(Path jar, Order order) {
      asked.add("install " + jar + " " + words(order));
      return answer(Action.INSTALL);
    }

    @Override
    public Deployment upgrade(Path jar, Order order) {
      asked.add("upgrade " + jar + " " + words(order));
      return answer(Action.UPGRADE);
    }

    @Override
    public Deployment rollback(String strategy, Order order) {
      asked.add("rollback " + strategy + " " + order.dryRun());
      return answer(Action.ROLLBACK);
    }

    @Override
    public Deployment uninstall(String strategy, Order order) {
      asked.add("uninstall " + strategy + (order.forced() ? " force " : " ") + order.dryRun());
      return answer(Action.UNINSTALL);
    }

    @Override
    public Deployment shadow(Path jar, Order order) {
      asked.add("shadow " + jar + " " + words(order));
      return answer(Action.SHADOW);
    }

    @Override
    public Deployment canary(String strategy, int percent, Order order) {
      asked.add("canary " + strategy + " " + percent + " " + order.dryRun());
      return answer(Action.CANARY);
    }

    @Override
    public Deployment promote(String strategy, Order order) {
      asked.add("promote " + strategy + " " + order.dryRun());
      return answer(Action.PROMOTE);
    }

    @Override
    public Deployment forget(String strategy, Order order) {
      asked.add("forget " + strategy + " " + order.dryRun());
      return answer(Action.FORGET);
    }

    @Override
    public Optional<Findings> findings(String strategy) {
      return strategy.equals("bulk-price") ? Optional.of(findings) : Optional.empty();
    }

    @Override
    public Deployment trust(long bundleId, Order order) {
      asked.add("trust " + bundleId);
      return answer(Action.TRUST);
    }

    @Override
    public Findings replay(Path jar, Order order) {
      return findings;
    }

    @Override
    public List<Deployment> history() {
      return history;
    }
  }
}
