package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

class LedgerTest {

  @TempDir Path folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = new Ledger(new Journal(folder.resolve("deployments.jsonl")), () -> {});
  }

  private Outcome outcome(Action action, boolean dryRun, Ledger.Work work) {
    ledger.run(Ledger.begun(action, Deployment.COMMAND, "a.bundle", "1.0.0", ""), dryRun, work);
    return new Journal(folder.resolve("deployments.jsonl")).ended().getLast().outcome();
  }

  @Test
  void aDryRunIsToldFromADeploymentAlsoWhenItIsRefused() {
    Ledger.Work bad =
        () -> {
          throw new Unfit("it is bad");
        };
    Ledger.Work good = List::of;
    assertThat(outcome(Action.UPGRADE, false, bad)).isEqualTo(Outcome.REFUSED);
    assertThat(outcome(Action.UPGRADE, true, bad)).isEqualTo(Outcome.IMPOSSIBLE);
    assertThat(outcome(Action.UPGRADE, true, good)).isEqualTo(Outcome.POSSIBLE);
    assertThat(outcome(Action.CHECK, true, good)).isEqualTo(Outcome.POSSIBLE);
    assertThat(outcome(Action.CHECK, true, bad)).isEqualTo(Outcome.REFUSED);
  }
}
