package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.StrategyQuarantine;

/**
 * What Tab offers in Gogo's JLine shell with the profile that the distribution puts into etc. The
 * shell runs as it does in a terminal but reads the end of its input at once; then its line reader
 * is asked.
 */
class TabInGogoTest {

  private static final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private static Container container;
  private static LineReaderImpl reader;
  private static Object prompt;

  @BeforeAll
  static void runTheShell(@TempDir Path cache) throws Exception {
    container = new Container(cache);
    container.register(Catalogue.class, FakeCatalogue.stocked());
    FakeQuarantine workers = new FakeQuarantine();
    workers.quarantine(FakeCatalogue.BOGOF, "slow", 1);
    container.register(StrategyQuarantine.class, workers);
    container.register(ServerControl.class, new FakeServer("server-1").with("sp1", "u7", 0, 1));
    // Not started: the profile reads the one that is in its jar.
    container.context().installBundle(Container.jarOf("org.apache.felix.gogo.jline.Shell"));

    Shell shell = new Shell(new Home(), container.processor());
    registerCommands(
        "gogo", new Builtin(), "new", "complete", "setopt", "__files", "__directories");
    registerCommands("gogo", new Procedural(), "each", "if", "not", "try", "throw");
    registerCommands("gogo", new Echo(), "echo");
    registerCommands("gogo", shell, "source", "help");

    InputStream nothing = new ByteArrayInputStream(new byte[0]);
    try (Terminal terminal =
        TerminalBuilder.builder().system(false).type("dumb").streams(nothing, printed).build()) {
      CommandSession session =
          container
              .processor()
              .createSession(terminal.input(), terminal.output(), terminal.output());
      session.put(Shell.VAR_TERMINAL, terminal);
      shell.gosh(session, new String[] {"--login", "--noshutdown", "--nohistory"});
      reader = (LineReaderImpl) Shell.getReader(session);
      prompt = session.get(Shell.VAR_PROMPT);
    }
  }

  /** Registers commands as gogo.jline's activator does. */
  private static void registerCommands(String scope, Object commands, String... functions) {
    Map<String, Object> properties =
        Map.of(CommandProcessor.COMMAND_SCOPE, scope, CommandProcessor.COMMAND_FUNCTION, functions);
    container
        .context()
        .registerService(Object.class, commands, FrameworkUtil.asDictionary(properties));
  }

  @AfterAll
  static void stop() throws Exception {
    container.stop();
  }

  /** The folder above this module's etc. */
  private static final class Home implements Shell.Context {
    @Override
    public String getProperty(String name) {
      return Map.of("gosh.home", Path.of("src/main").toAbsolutePath().toString()).get(name);
    }

    @Override
    public void exit() {}
  }

  /** What the profile says when something in it goes wrong. */
  public static final class Echo {
    public void echo(Object[] words) {
      printed.writeBytes(List.of(words).toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What Tab offers at the end of a line. */
  private static List<String> offered(String line) {
    List<Candidate> candidates = new ArrayList<>();
    reader
        .getCompleter()
        .complete(
            reader,
            reader.getParser().parse(line, line.length(), Parser.ParseContext.COMPLETE),
            candidates);
    return candidates.stream().map(Candidate::value).toList();
  }

  @Test
  void theProfileRunsWithoutAComplaint() {
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .doesNotContain("rror")
        .doesNotContain("xception");
    assertThat(prompt).isEqualTo("supermarket> ");
  }

  @Test
  void theStockProfileIsReadToo() {
    assertThat(offered("scr:info ")).contains("supermarket.shell.Apps");
  }

  @Test
  void commandsAreOffered() {
    assertThat(offered("strat")).contains("strategy:list", "strategy:show", "strategy:release");
  }

  @Test
  void codesNamesAndParametersAreOffered() {
    assertThat(offered("strategy:show ")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("strategy:show G")).contains("GR1");
    assertThat(offered("strategy:release ")).containsExactly("buy-one-get-one-free");
    assertThat(offered("release ")).containsExactly("buy-one-get-one-free");
    assertThat(offered("product:show ")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("store:unknown ")).containsExactly("default_list", "refused");
    assertThat(offered("product:price ")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("product:price GR1 ")).containsExactly("3.11");
    assertThat(offered("product:strategy SR1 "))
        .containsExactly("bulk-price", "buy-one-get-one-free");
    assertThat(offered("product:strategy GR1 bulk-price ")).containsExactly("from=3", "price=4.50");
    assertThat(offered("product:strategy GR1 bulk-price from=2 p")).containsExactly("price=4.50");
    assertThat(offered("basket:price sp1 u7 GR1=2 ")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("basket:kill ")).containsExactly("sp1");
    assertThat(offered("basket:kill sp1 ")).containsExactly("u7");
  }

  @Test
  void theProfileKnowsEveryCommand() throws IOException {
    String profile = Files.readString(Path.of("src/main/etc/gosh_profile"));
    assertThat(SupermarketCommands.ALL)
        .extracting(usage -> "complete -c " + usage.split(" ", 2)[0] + " -e")
        .allSatisfy(line -> assertThat(profile).contains(line));
  }

  @Test
  void nothingIsOfferedWhereNothingStands() {
    assertThat(offered("product:list ")).isEmpty();
    assertThat(offered("strategy:show GR1 ")).isEmpty();
  }
}
