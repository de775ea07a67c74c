package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.strategies.Hoards;

/** A node whose memory is really gone ends, and is started again. */
@Timeout(300)
class MemoryIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void start() throws IOException {
    distribution = new Distribution(folder);
    StrategyJar.named("hoards", Hoards.class)
        .write(distribution.strategies().resolve("hoards.jar"));
    Products.write(distribution.home(), "HOARD", "hoards");
    distribution.start();
  }

  @AfterEach
  void stop() {
    distribution.run("stop");
    distribution.close();
  }

  @Test
  void aStrategyThatKeepsAllMemoryCostsARestart() throws IOException {
    long first = pid();
    try (Store store = Store.of(distribution.home())) {
      await("its end").atMost(PATIENCE).until(() -> isGone(first) || isTaken(store));
    }
    await("its next life")
        .atMost(PATIENCE)
        .until(() -> distribution.running().isPresent() && pid() != first);

    try (Store store = Store.of(distribution.home())) {
      assertThat(store.price("u1", "GR1", "SR1", "GR1", "GR1", "CF1").total())
          .isEqualTo(new BigDecimal("22.45"));
      assertThat(store.price("u2", "HOARD").status()).isEqualTo(200);
    }
    assertThat(Files.readString(distribution.data().resolve("log/console.log")))
        .contains(
            "Supermarket ends because its memory is gone: ", "supermarket: starts it again in");
  }

  private long pid() {
    return distribution.running().map(ProcessHandle::pid).orElse(0L);
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).isEmpty();
  }

  /** Lets the strategy have some more; never true. */
  private static boolean isTaken(Store store) {
    try {
      store.price("u1", "HOARD*101");
    } catch (CompletionException nobodyListens) {
      // It may be ending.
    }
    return false;
  }
}
