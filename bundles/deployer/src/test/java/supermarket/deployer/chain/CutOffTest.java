package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.shelf.FolderShelf;

/** A node of a chain that loses its brokers, with or without the shelf. */
class CutOffTest {

  private static final String BUNDLE = "a.bundle";

  @TempDir Path folder;
  private final List<String> log = FakeNode.log();
  private TroubledShelf shelf;
  private FakeNode node;
  private FakeNode other;

  @BeforeEach
  void start() {
    shelf = new TroubledShelf(FolderShelf.in(folder.resolve("shelf")));
    node = new FakeNode(shelf, "node", log).started();
    other = new FakeNode(FolderShelf.in(folder.resolve("shelf")), "other", log).started();
    assertThat(other.upgrade(BUNDLE, 1)).isEmpty();
    hears("1", "1");
    await().until(() -> !node.chain.standsBy() && node.chain.others().contains("other"));
  }

  @AfterEach
  void stop() {
    node.close();
    other.close();
  }

  private static NodeStatus status(String name, String revision) {
    return new NodeStatus(
        name, "basket", List.of(name), List.of("tcp://a:1"), 0, Map.of("revision", revision));
  }

  private void hears(String own, String others) {
    node.heard = List.of(status("node", own), status("other", others));
    node.chain.standsBy(); // it may be the only one who looks in time
  }

  private void isCutOff() {
    node.heard = List.of();
    assertThat(node.chain.standsBy()).isTrue();
  }

  @Test
  void itStandsByUntilItIsHeardAndHasSeenTheShelf() {
    isCutOff();
    assertThat(node.chain.troubles())
        .extracting(each -> each.text())
        .anyMatch(text -> text.contains("hear"));
    hears("2", "2");
    await().until(() -> !node.chain.standsBy());
    assertThat(node.chain.troubles()).isEmpty();
  }

  @Test
  void aDeploymentThatIsUnderWayDoesNotKeepItFromSeeingTheShelf() {
    FakeNode busy = node;
    synchronized (busy) { // as long as it lasts
      isCutOff();
      hears("2", "2");
      await().until(() -> !node.chain.standsBy());
    }
  }

  @Test
  void withoutTheShelfItGoesOnUnlessAnotherHasGoneOn() {
    shelf.away(true);
    await().until(() -> !node.chain.troubles().isEmpty());
    isCutOff();
    hears("2", "9");
    await().during(Duration.ofMillis(1_500)).until(node.chain::standsBy);
    hears("2", "2");
    await().until(() -> !node.chain.standsBy());
    shelf.away(false);
    await().until(() -> node.chain.troubles().isEmpty());
    assertThat(node.chain.standsBy()).isFalse();
  }

  @Test
  void whoIsAloneGoesOn() {
    other.close();
    await().until(() -> node.chain.others().isEmpty());
    node.heard = List.of();
    assertThat(node.chain.standsBy()).isFalse();
  }
}
