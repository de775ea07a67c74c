package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log in JSON, its levels, and its last lines in the shell. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LogIT {

  private static final Path HOME = Container.home(LogIT.class);
  private static final Path LOG = HOME.resolve("data/log/supermarket.log");
  private static final String PID = "org.ops4j.pax.logging";
  private static final String LINES = "log4j2.property.lines";

  @Inject private CommandProcessor shell;

  private Store store;
  private Operator operator;

  @Configuration
  public Option[] container() {
    return Container.of(LogIT.class);
  }

  @Before
  public void open() {
    store = Store.of(HOME);
    operator = new Operator(shell);
  }

  @After
  public void close() throws IOException {
    DistributionFolder.configure(HOME, PID, LINES, "Text");
    store.close();
  }

  /** The lines about the baskets of a user. */
  private static List<String> lines(String user) throws IOException {
    try (var lines = Files.lines(LOG)) {
      return lines.filter(line -> line.contains("user=" + user + " ")).toList();
    }
  }

  @Test
  public void oneLineOfConfigurationMakesItJsonWhileRunning() throws Exception {
    DistributionFolder.configure(HOME, PID, LINES, "Json");
    await()
        .untilAsserted(
            () -> {
              store.price("json", "NOPE");
              assertThat(lines("json"))
                  .last()
                  .asString()
                  .startsWith("{\"@timestamp\":\"")
                  .contains("\"ecs.version\":\"1.2.0\"")
                  .contains("\"log.level\":\"INFO\"")
                  .contains("\"log.logger\":\"supermarket.basket\"")
                  .contains("error=strategy_not_found detail=\\\"")
                  .endsWith("}");
            });

    DistributionFolder.configure(HOME, PID, LINES, "Text");
    await()
        .untilAsserted(
            () -> {
              store.price("text", "GR1");
              assertThat(lines("text")).last().asString().startsWith("20").contains(" INFO  [");
            });
  }

  @Test
  public void aLevelIsChangedAtOnceAndTheTailShowsIt() throws Exception {
    Logger log = LoggerFactory.getLogger("supermarket.itests.log");
    log.debug("said at INFO");
    assertThat(operator.run("log:level supermarket.itests.log"))
        .isEqualTo("supermarket.itests.log: INFO, as ROOT has");

    operator.run("log:level supermarket.itests.log DEBUG");
    await()
        .untilAsserted(
            () -> {
              log.debug("said at DEBUG");
              assertThat(operator.run("log:tail -n 1000")).contains("said at DEBUG");
            });

    assertThat(Files.readString(LOG)).contains("said at DEBUG").doesNotContain("said at INFO");
    assertThat(operator.run("log:level")).containsPattern("supermarket.itests.log +DEBUG");
    assertThat(operator.run("log:tail -n 1")).hasLineCount(1);
  }
}
