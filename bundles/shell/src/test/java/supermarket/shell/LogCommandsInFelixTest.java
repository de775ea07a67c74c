package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The commands about the log, on Felix's own configuration admin. */
class LogCommandsInFelixTest {

  private static Container container;

  private Container.Session session;
  private Configuration configuration;
  private Path log;

  @BeforeAll
  static void startTheContainer(@TempDir Path cache) throws Exception {
    container = new Container(cache);
  }

  @AfterAll
  static void stopTheContainer() throws Exception {
    container.stop();
  }

  @BeforeEach
  void configure() throws Exception {
    session = container.session();
    ConfigurationAdmin admin =
        container
            .context()
            .getService(container.context().getServiceReference(ConfigurationAdmin.class));
    configuration = admin.getConfiguration("org.ops4j.pax.logging", "?");
    configuration.update(
        FrameworkUtil.asDictionary(
            Map.of(
                "log4j2.rootLogger.level",
                "INFO",
                "log4j2.rootLogger.appenderRef.async.ref",
                "Async",
                "log4j2.logger.basket.name",
                "supermarket.basket",
                "log4j2.logger.basket.level",
                "WARN",
                "log4j2.logger.short",
                "ERROR, Async",
                "log4j2.logger.short.name",
                "org.short")));
    Path data = Path.of(container.context().getProperty("supermarket.data"));
    log = Files.createDirectories(data.resolve("log")).resolve("supermarket.log");
    Files.writeString(log, "one\n\tat two\n\033[2Jthree\n");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private Object configured(String key) {
    return configuration.getProperties().get(key);
  }

  @Test
  void levelsAreShownAndChangedAndAllElseStays() throws Exception {
    assertThat(session.run("log:level"))
        .containsPattern("ROOT +INFO")
        .containsPattern("supermarket.basket +WARN")
        .containsPattern("org.short +ERROR");
    assertThat(session.run("log:level supermarket.basket.x"))
        .isEqualTo("supermarket.basket.x: WARN, as supermarket.basket has");

    assertThat(session.run("log:level supermarket.basket info"))
        .startsWith("supermarket.basket: WARN -> INFO");
    session.run("log:level root ERROR");
    session.run("log:level org.short DEBUG");
    session.run("log:level supermarket.gateway TRACE");
    session.run("log:level supermarket.gateway DEBUG");

    assertThat(configured("log4j2.logger.basket.level")).isEqualTo("INFO");
    assertThat(configured("log4j2.rootLogger.level")).isEqualTo("ERROR");
    assertThat(configured("log4j2.rootLogger.appenderRef.async.ref")).isEqualTo("Async");
    assertThat(configured("log4j2.logger.short")).isEqualTo("DEBUG, Async");
    assertThat(configured("log4j2.logger.short.level")).isNull();
    assertThat(configured("log4j2.logger.shell1.name")).isEqualTo("supermarket.gateway");
    assertThat(configured("log4j2.logger.shell1.level")).isEqualTo("DEBUG");
    assertThat(configured("log4j2.logger.shell2.name")).isNull();
    assertThat(session.run("log:level supermarket.gateway"))
        .isEqualTo("supermarket.gateway: DEBUG");
  }

  @Test
  void whatIsNoLevelOrNoLoggerChangesNothing() {
    assertThatThrownBy(() -> session.run("log:level supermarket.basket LOUD"))
        .hasMessage(
            "'LOUD' is no level: there are OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL.");
    assertThatThrownBy(() -> session.run("log:level a..b INFO"))
        .hasMessageStartingWith("'a..b' is no logger");
    assertThat(configured("log4j2.logger.shell1.name")).isNull();
  }

  @Test
  void soManyLoggersHaveALevelOfTheirOwnAndNoMore() throws Exception {
    for (int i = 0; i < 197; i++) {
      session.run("log:level a.l" + i + " INFO");
    }
    assertThatThrownBy(() -> session.run("log:level one.more INFO"))
        .hasMessageStartingWith("200 loggers have a level of their own");
    session.run("log:level a.l0 WARN");
  }

  @Test
  void theLastLinesAreShownEscaped() throws Exception {
    assertThat(session.run("log:tail")).isEqualTo("one\n    at two\n\\u001b[2Jthree");
    assertThat(session.run("log:tail -n 1")).isEqualTo("\\u001b[2Jthree");
    assertThatThrownBy(() -> session.run("log:tail -n 0")).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> session.run("log:tail 7")).hasMessageContaining("Usage: log:tail");
  }

  @Test
  void whatIsLoggedLaterFollowsUntilItIsInterrupted() throws Exception {
    CompletableFuture<String> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                ended.complete(session.run("log:tail -n 1 -f"));
              } catch (Exception e) {
                ended.completeExceptionally(e);
              }
            });
    await().until(() -> session.printed().contains("three"));
    Files.writeString(log, "four\n", StandardOpenOption.APPEND);
    await().until(() -> session.printed().contains("four\n"));

    session.interrupt();

    // Gogo may tell that it was interrupted, or not; the command has ended by then.
    assertThat(ended.handle((text, e) -> e == null || e instanceof InterruptedException).get())
        .isTrue();
    assertThat(session.printed()).isEqualTo("\\u001b[2Jthree\nfour\n");
  }
}
