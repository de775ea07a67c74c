package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

class DeploymentCommandsTest {

  private final Apps apps = new Apps();
  private final DeploymentCommands commands = new DeploymentCommands(apps);
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
    assertThat(deployer.asked).containsExactly("upgrade new.jar false");
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
  void aRefusalFailsTheCommandAndTellsEveryReason() {
    deployer.outcome = Outcome.REFUSED;
    assertThatThrownBy(() -> commands.install("bad.jar"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "Refused: install of a.bundle 2.0.0. Nothing was changed.\n- one\n- two\\u001b[1m");
  }

  @Test
  void theRecordIsATable() {
    assertThat(commands.history()).isEqualTo("There is no deployment on record.");
    deployer.history.add(deployer.answer(Action.UNINSTALL));
    assertThat(commands.history())
        .contains("WHEN", "2026-01-02T03:04:05Z", "UNINSTALL", "0123456789ab ", "DONE");
  }

  @Test
  void withoutADeployerItSaysSo() {
    apps.deployer = null;
    assertThatThrownBy(() -> commands.check("a.jar"))
        .hasMessageStartingWith("The deployer is not running.");
  }

  private static final class FakeDeployer implements Deployer {

    private final List<String> asked = new ArrayList<>();
    private final List<Deployment> history = new ArrayList<>();
    private Outcome outcome = Outcome.DONE;

    Deployment answer(Action action) {
      return new Deployment(
          Instant.parse("2026-01-02T03:04:05.678Z"),
          action,
          "a.bundle",
          "2.0.0",
          "0123456789abcdef",
          outcome,
          List.of("one", "two\u001b[1m"));
    }

    @Override
    public Deployment check(Path jar) {
      return answer(Action.INSTALL);
    }

    @Override
    public Deployment install(Path jar, boolean dryRun) {
      asked.add("install " + jar + " " + dryRun);
      return answer(Action.INSTALL);
    }

    @Override
    public Deployment upgrade(Path jar, boolean dryRun) {
      asked.add("upgrade " + jar + " " + dryRun);
      return answer(Action.UPGRADE);
    }

    @Override
    public Deployment rollback(String strategy, boolean dryRun) {
      asked.add("rollback " + strategy + " " + dryRun);
      return answer(Action.ROLLBACK);
    }

    @Override
    public Deployment uninstall(String strategy, boolean dryRun) {
      asked.add("uninstall " + strategy + " " + dryRun);
      return answer(Action.UNINSTALL);
    }

    @Override
    public List<Deployment> history() {
      return history;
    }
  }
}
