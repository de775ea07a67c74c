package supermarket.deployer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.deployer.bundle.Refused;

class DeploymentsTest {

  private static final Order ORDER = Order.by(Deployment.COMMAND);

  @TempDir Path folder;
  private Deployments deployments;

  @BeforeEach
  void open() {
    deployments =
        new Deployments(
            new Journal(folder.resolve("deployments.jsonl")),
            (deployment, order) -> (change, content) -> {},
            () -> {});
  }

  private Outcome outcome(Action action, boolean dryRun, Deployments.Work work) {
    deployments.run(
        Deployments.begun(action, Deployment.COMMAND, "a.bundle", "1.0.0", ""),
        dryRun ? ORDER.onlyTried() : ORDER,
        work);
    return new Journal(folder.resolve("deployments.jsonl")).ended().getLast().outcome();
  }

  @Test
  void aDryRunIsToldFromADeploymentAlsoWhenItIsRefused() {
    Deployments.Work bad =
        consent -> {
          throw new Refused("it is bad");
        };
    Deployments.Work good = consent -> List.of();
    assertThat(outcome(Action.UPGRADE, false, bad)).isEqualTo(Outcome.REFUSED);
    assertThat(outcome(Action.UPGRADE, true, bad)).isEqualTo(Outcome.IMPOSSIBLE);
    assertThat(outcome(Action.UPGRADE, true, good)).isEqualTo(Outcome.POSSIBLE);
    assertThat(outcome(Action.CHECK, true, good)).isEqualTo(Outcome.POSSIBLE);
    assertThat(outcome(Action.CHECK, true, bad)).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void whatFailsWhenAllHaveAgreedIsNoRefusalAndWhatWasOvertakenIsTold() {
    assertThat(
            outcome(
                Action.UPGRADE,
                false,
                consent -> {
                  consent.ask("a.bundle", now -> now, null);
                  throw new BundleException("the disk is full");
                }))
        .isEqualTo(Outcome.DONE);
    assertThat(new Journal(folder.resolve("deployments.jsonl")).ended().getLast().details())
        .first()
        .asString()
        .startsWith("all nodes agreed on it, but this one could not do it yet");
    assertThat(
            outcome(
                Action.UPGRADE,
                false,
                consent -> {
                  throw Refused.overtaken("another was quicker");
                }))
        .isEqualTo(Outcome.OVERTAKEN);
  }
}
