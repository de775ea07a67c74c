package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in etc/ when a node starts. Real processes. */
@Timeout(300)
class ConfigurationRestartIT {

  private static final String USER = "supermarket.basket.user";

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  private long lines(String text) throws IOException {
    Path log = distribution.data().resolve("log/supermarket.log");
    return Files.exists(log)
        ? Files.readString(log).lines().filter(line -> line.contains(text)).count()
        : 0;
  }

  private void configure(String pid, String key, String value) throws IOException {
    DistributionFolder.configure(distribution.home(), pid, key, value);
  }

  @Test
  void aNodeStartsWithWhatWasGoodLastAndWithThePortOfThisStart() throws Exception {
    configure("supermarket.gateway", "max.items", "3");
    configure("supermarket.gateway", "port", "${supermarket.port:-0}");
    distribution.start();
    assertThat(lines("HTTP endpoint: http")).as("it was opened once").isEqualTo(1);
    distribution.stop();
    configure("supermarket.gateway", "max.items", "lots");

    String port = freePort();
    var started = distribution.run("start", "--port", port);

    assertThat(started.code()).as(started.output()).isZero();
    assertThat(lines("etc/supermarket.gateway.cfg: max.items = lots, but must be")).isEqualTo(1);
    assertThat(lines("HTTP endpoint: http")).isEqualTo(2);
    try (Store store = Store.of(distribution.home())) {
      assertThat(store.gateway().getAuthority()).endsWith(":" + port);
      assertThat(store.price("u1", "GR1", "GR1", "GR1", "GR1").status()).isEqualTo(413);
    }
    distribution.stop();
  }

  @Test
  void aNodeWhoseFolderWasEmptiedStartsWithWhatWasGoodLastAndSaysSo() throws Exception {
    configure("supermarket.gateway", "max.items", "3");
    distribution.start();
    distribution.stop();
    try (var files = Files.list(distribution.home().resolve("etc"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cfg")).toList()) {
        Files.delete(file);
      }
    }

    var started = distribution.run("start", "--port", "0");

    assertThat(started.code()).as(started.output()).isZero();
    try (Store store = Store.of(distribution.home())) {
      assertThat(store.gateway().getPort()).as("the option counts").isNotEqualTo(8080);
      assertThat(store.price("u1", "GR1", "GR1", "GR1", "GR1").status()).isEqualTo(413);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(distribution.run("status").output())
                    .contains("all files of etc/ are gone at once"));
    distribution.stop();
  }

  @Test
  void aNodeThatNeverHadAGoodOneDoesNotStartAndSaysWhy() throws Exception {
    configure(USER, "mailbox", "64.5");

    var refused = distribution.run("start");

    assertThat(refused.code()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output())
        .contains("etc/" + USER + ".cfg: mailbox = 64.5, but must be a whole number from 1 to");
    configure(USER, "mailbox", "64");
    distribution.start();
    distribution.stop();
  }

  /** Free a moment ago: what is tested is that this one is used. */
  private static String freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return String.valueOf(free.getLocalPort());
    }
  }
}
