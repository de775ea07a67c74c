package supermarket.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static supermarket.itests.Claims.assertNoneFailed;
import static supermarket.itests.Claims.assertNoneWrongOrLost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Cluster.Size;

/**
 * The network between a basket node and the broker is cut. Needs root for a network of its own, so
 * it only runs if it is told to: {@code mvn verify -Dsupermarket.netns=true}, as root.
 */
@EnabledIfSystemProperty(
    named = "supermarket.netns",
    matches = "true",
    disabledReason = "cuts networks, as root, only with -Dsupermarket.netns=true")
@Timeout(600)
class NetworkCutIT {

  private static final Duration CUT = Duration.ofSeconds(10);
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration WHILE = Duration.ofSeconds(2);

  @TempDir static Path folder;
  private static NetworkNamespace network;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may cut networks");
    network = new NetworkNamespace("basket-1");
    cluster = Cluster.start(folder, new Size(1, 2, 2), network);
  }

  @AfterAll
  static void end() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @Test
  void aBasketNodeIsCutOffAndNoBasketIsLostOrAnsweredTwice() throws IOException {
    Outcomes outcomes;
    long fault;
    try (Load load = Load.on(cluster.addresses()).every(PACE).awaitAllPriced().goOnFor(WHILE)) {
      fault = System.nanoTime();
      network.cut();
      try {
        load.goOnFor(CUT);
      } finally {
        network.mend();
      }
      load.awaitAllPriced().goOnFor(WHILE);
      outcomes = load.end();
    }
    System.out.println(
        "a basket node cut off for %d s: %s; meanwhile %s"
            .formatted(CUT.toSeconds(), outcomes, outcomes.within(CUT, fault)));
    assertNoneWrongOrLost(outcomes);
    assertNoneFailed(outcomes);
  }
}
