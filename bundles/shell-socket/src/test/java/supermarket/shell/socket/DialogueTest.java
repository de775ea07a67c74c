package supermarket.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.shell.socket.ShellClient.Answer;

/** The shell of a person, at the protocol: keys in, what a terminal shows out. */
@Timeout(60)
class DialogueTest {
  private static final String PROMPT = "supermarket> ";
  private static final String UP = "\033OA";
  private static final String LEFT = "\033OD";

  @TempDir Path data;
  private ShellFixture shell;
  private ShellClient person;

  @BeforeEach
  void start() throws IOException {
    shell = new ShellFixture(data);
    person = ShellClient.atTerminal("xterm", data, data);
    person.awaitShown(PROMPT);
  }

  @AfterEach
  void stop() throws IOException {
    person.close();
    shell.close();
  }

  private String shownAfter(String keys) throws IOException {
    person.type(keys);
    return person.awaitShown(PROMPT);
  }

  @Test
  void aLineIsEditedExecutedAndRemembered() throws IOException {
    // "greet Wrld", two to the left, "o".
    person.type("greet Wrld" + LEFT + LEFT + LEFT + "o\r");
    person.awaitShown("Hello World");
    person.awaitShown(PROMPT);
    person.type(UP + "s\r");
    person.awaitShown("Hello Worlds");
  }

  @Test
  void theHistoryIsThereTheNextTime() throws IOException {
    shownAfter("greet once\r");
    person.type("exit\r");
    assertThat(person.answer().code()).isZero();

    try (ShellClient again = ShellClient.atTerminal("xterm", data, data)) {
      again.awaitShown(PROMPT);
      again.type(UP + UP + "\r"); // the last line was "exit"
      again.awaitShown("Hello once");
    }
  }

  @Test
  void tabCompletesCommands() throws IOException {
    person.type("test:gre\tagain\r");
    person.awaitShown("Hello again");
  }

  @Test
  void aFailureIsToldInWordsAndTheShellGoesOn() throws IOException {
    String shown = shownAfter("nonsense\r");
    assertThat(shown).contains("There is no command 'nonsense'").doesNotContain("Exception");
    person.type("greet pay=25%\r");
    person.awaitShown("Hello pay=25%");
  }

  @Test
  void ctrlCDropsTheLineAndInterruptsACommand() throws Exception {
    person.type("greet half\003");
    person.awaitShown(PROMPT);
    person.type("hang\r");
    assertThat(shell.commands.asleep.await(30, TimeUnit.SECONDS)).isTrue();
    person.type("\003");
    assertThat(shell.commands.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    person.awaitShown("Interrupted.");
    person.type("greet you\r");
    person.awaitShown("Hello you");
  }

  @Test
  void leavingEndsTheConversation() throws IOException {
    person.type("\004");
    assertThat(person.answer()).satisfies(answer -> assertThat(answer.code()).isZero());
  }

  @Test
  void theWindowAndItsChangesAreKnown() throws IOException {
    person.type("columns\r");
    person.awaitShown("columns: 80");
    person.send(Wire.SIZE, "132\00050");
    person.type("columns\r");
    person.awaitShown("columns: 132");
  }

  @Test
  void whatIsLongerThanTheScreenIsPaged() throws IOException {
    person.type("lines 100\r");
    person.awaitShown("numbered");
    person.type(" ");
    person.type("G");
    person.awaitShown("LAST! ROW!");
    person.type("q");
    person.awaitShown(PROMPT);
  }

  @Test
  void theProfileIsReadAndWhatIsWrongInItIsTold() throws IOException {
    Files.createDirectories(data.resolve("etc"));
    Files.writeString(data.resolve("etc/gosh_profile"), "x = 7\nprompt = 'mine> '\nnonsense\n");
    try (ShellClient client = ShellClient.atTerminal("xterm", data, data)) {
      assertThat(client.awaitShown("mine> "))
          .contains("gosh_profile: There is no command 'nonsense'");
      client.type("greet $x\r");
      client.awaitShown("Hello 7");
    }
  }

  @Test
  void anIdlePersonIsToldWhyTheShellEnds() throws IOException {
    shell.nanos.addAndGet(Clients.LONGEST_IDLE.toNanos());
    shell.server.sweep();
    Answer answer = person.answer();
    assertThat(answer.lastWords()).isEqualTo("Closed after 30 minutes without a command.");
  }
}
