package supermarket.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.shell.socket.ShellClient.Answer;

@Timeout(60)
class ShellServerTest {
  /** More than any buffer between a command and its client holds. */
  private static final int BIG = 700_000;

  @TempDir Path data;
  private ShellFixture shell;

  @BeforeEach
  void start() throws IOException {
    shell = new ShellFixture(data);
  }

  @AfterEach
  void stop() throws IOException {
    shell.close();
  }

  private ShellClient client() throws IOException {
    return ShellClient.in(data, data);
  }

  private Answer answerTo(String command) throws IOException {
    try (ShellClient client = client()) {
      return client.run(command);
    }
  }

  @Test
  void answersWithOutputAndExitCode() throws IOException {
    try (ShellClient client = client()) {
      assertThat(client.run("greet World")).isEqualTo(new Answer(0, "Hello World\n"));
      assertThat(client.run("fail")).isEqualTo(new Answer(1, "Error: as asked\n"));
      assertThat(client.run("nonsense").code()).isEqualTo(1);
      assertThat(client.run("x = 5").code()).isZero();
      assertThat(client.run("greet $x")).isEqualTo(new Answer(0, "Hello 5\n"));
    }
  }

  @Test
  void commandsSeeTheClientsWorkingDirectory() throws IOException {
    assertThat(answerTo("where").output()).isEqualTo(data + "\n");
  }

  @Test
  void onlyItsUserMayEnter() throws IOException {
    Path socket = Path.of(Files.readString(data.resolve("shell.address")).strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void failuresAreToldInWordsWithoutTheNameOfAClass() throws IOException {
    assertThat(answerTo("nonsense"))
        .isEqualTo(
            new Answer(1, "Error: There is no command 'nonsense'. 'help' lists all there are.\n"));
    assertThat(answerTo("bug"))
        .isEqualTo(
            new Answer(1, "Error: The command failed without saying why; the log has more.\n"));
    assertThat(answerTo("recurse"))
        .isEqualTo(new Answer(1, "Error: The command called itself too often.\n"));
    assertThat(answerTo("greet a b"))
        .isEqualTo(
            new Answer(1, "Error: 'greet' does not take these arguments. See 'help greet'.\n"));
    assertThat(answerTo("greet 'open").output())
        .startsWith("Error: The line cannot be read to its end: ")
        .doesNotContain("Exception", "EOF");
    assertThat(answerTo("greet )").output())
        .startsWith("Error: The line cannot be read near its character ")
        .contains("single quotes")
        .doesNotContain("SyntaxError");
    assertThat(answerTo("cat " + data + "/none").output())
        .startsWith("cat: " + data + "/none")
        .doesNotContain("Exception");
  }

  @Test
  void aPerCentSignIsTakenAsItIs() throws IOException {
    assertThat(answerTo("greet pay=25%").output()).isEqualTo("Hello pay=25%\n");
    assertThat(answerTo("greet \"5% off\"").output()).isEqualTo("Hello 5% off\n");
    assertThat(answerTo("greet '5% off'").output()).isEqualTo("Hello 5% off\n");
    assertThat(answerTo("greet %(2*3)").output()).isEqualTo("Hello 6\n");
  }

  @Test
  void pipesWorkAndAFailureInTheirMiddleIsOne() throws IOException {
    assertThat(answerTo("flood 5 | tail -n 2"))
        .isEqualTo(new Answer(0, "line 4 of them\nline 5 of them\n"));
    assertThat(answerTo("flood 5 | tail -2"))
        .isEqualTo(new Answer(0, "line 4 of them\nline 5 of them\n"));
    assertThat(answerTo("flood 5 | grep 3")).isEqualTo(new Answer(0, "line 3 of them\n"));
    assertThat(answerTo("flood 5000 | head -n 1")).isEqualTo(new Answer(0, "line 1 of them\n"));
    assertThat(answerTo("tail none").output()).isEqualTo("tail: it failed without saying why\n");
    assertThat(answerTo("fail | tail -n 1")).isEqualTo(new Answer(1, "Error: as asked\n"));
    assertThat(answerTo("bug | tail -n 1"))
        .isEqualTo(
            new Answer(1, "Error: The command failed without saying why; the log has more.\n"));
  }

  @Test
  void aScriptGetsNoColours() throws IOException {
    Files.createDirectory(data.resolve("folder"));
    assertThat(answerTo("flood 5 | grep 3 ; ls").output())
        .contains("line 3 of")
        .doesNotContain("\033");
  }

  @Test
  void longOutputArrivesWholeHoweverLong() throws IOException {
    try (ShellClient client = client()) {
      Answer answer = client.run("lines " + BIG);
      assertThat(answer.code()).isZero();
      assertThat(answer.output().lines().count()).isEqualTo(BIG + 1);
      assertThat(answer.output()).endsWith("LAST! ROW!\n");
      assertThat(client.run("greet again").output()).isEqualTo("Hello again\n");
    }
  }

  @Test
  void aCommandThatIsTooLongIsToldSoAndTheNextIsTaken() throws IOException {
    try (ShellClient client = client()) {
      assertThat(client.run("greet " + "x".repeat(Wire.LONGEST)))
          .isEqualTo(new Answer(1, "Error: A command has at most 16,384 bytes, not 16,390.\n"));
      assertThat(client.run("greet you").output()).isEqualTo("Hello you\n");
    }
  }

  @Test
  void aClientThatGoesAwayInterruptsItsCommand() throws Exception {
    try (ShellClient client = client()) {
      client.send("hang");
      assertThat(shell.commands.asleep.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(shell.commands.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private List<ShellClient> allPlaces() throws IOException {
    List<ShellClient> clients = new ArrayList<>();
    for (int i = 0; i < Clients.MOST; i++) {
      ShellClient client = client();
      assertThat(client.run("greet you").code()).isZero();
      clients.add(client);
    }
    return clients;
  }

  private static void close(List<ShellClient> clients) throws IOException {
    for (ShellClient client : clients) {
      client.close();
    }
  }

  @Test
  void oneClientTooManyIsToldSoAndComesInWhenAnotherLeaves() throws IOException {
    List<ShellClient> clients = allPlaces();
    try (ShellClient refused = new ShellClient(data)) {
      Answer answer = refused.answer();
      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.lastWords()).startsWith("All 8 shells that a runtime has are in use.");
      assertThat(refused.isHungUp()).isTrue();
    }

    clients.removeFirst().close();

    await().ignoreExceptions().until(() -> answerTo("greet once").output().equals("Hello once\n"));
    close(clients);
  }

  @Test
  void theLongestIdleMakesPlaceForANewcomer() throws IOException {
    List<ShellClient> clients = allPlaces();
    shell.nanos.addAndGet(Clients.SPARED.toNanos());
    for (ShellClient client : clients.subList(1, clients.size())) {
      assertThat(client.run("greet you").code()).isZero();
    }

    assertThat(answerTo("greet newcomer").output()).isEqualTo("Hello newcomer\n");

    Answer farewell = clients.getFirst().answer();
    assertThat(farewell.code()).isEqualTo(1);
    assertThat(farewell.lastWords()).startsWith("Another shell was opened");
    assertThat(clients.getLast().run("greet you").code()).isZero();
    close(clients);
  }

  @Test
  void whoIsIdleForLongGoesButNotWhoIsAtWork() throws Exception {
    try (ShellClient idle = client();
        ShellClient working = client()) {
      assertThat(idle.run("greet you").code()).isZero();
      working.send("hang");
      assertThat(shell.commands.asleep.await(30, TimeUnit.SECONDS)).isTrue();
      shell.nanos.addAndGet(Clients.LONGEST_IDLE.toNanos());

      shell.server.sweep();

      assertThat(idle.answer().lastWords()).isEqualTo("Closed after 30 minutes without a command.");
      assertThat(idle.isHungUp()).isTrue();
      assertThat(shell.commands.interrupted.getCount()).isEqualTo(1);
    }
  }

  @Test
  void whoDoesNotReadWhatHeAskedForIsIdle() throws Exception {
    try (ShellClient deaf = client()) {
      deaf.send("flood 100000000");
      await()
          .until(
              () -> {
                shell.nanos.addAndGet(Clients.LONGEST_IDLE.toNanos());
                shell.server.sweep();
                return noShellThreadIsLeft(
                    "supermarket-shell-1", "supermarket-shell-2", "supermarket-shell-3");
              });
    }
  }

  @Test
  void whoLeavesLeavesNoThreadBehind() throws IOException {
    assertThat(answerTo("greet you").code()).isZero();

    await()
        .until(
            () ->
                noShellThreadIsLeft(
                    "supermarket-shell-1", "supermarket-shell-2", "supermarket-shell-3"));
  }

  private static boolean noShellThreadIsLeft(String... names) {
    List<String> all = List.of(names);
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> all.contains(thread.getName()));
  }

  /** Throws at the first calls what the operating system or the JVM may throw. */
  private static final class Failing extends DelegatingServerChannel {
    private final ArrayDeque<Throwable> failures = new ArrayDeque<>();

    Failing(ServerSocketChannel channel, Throwable... failures) {
      super(channel);
      this.failures.addAll(List.of(failures));
    }

    @Override
    public SocketChannel accept() throws IOException {
      Throwable failure = failures.poll();
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw new IOException(failure);
      }
      return super.accept();
    }
  }

  @Test
  void clientsAreTakenAgainAfterWhateverFailed(@TempDir Path folder) throws IOException {
    SocketFile file = new SocketFile(folder);
    Failing channel =
        new Failing(
            file.listen(),
            new IOException("Too many open files"),
            new OutOfMemoryError("unable to create native thread"),
            new IOException("Too many open files"));
    ShellServer server = new ShellServer(channel, shell.processor, folder, System::nanoTime);
    server.start();
    try (ShellClient client = ShellClient.in(folder, folder)) {
      assertThat(client.run("greet you").output()).isEqualTo("Hello you\n");
      assertThat(server.troubles()).isNotEmpty(); // the loop goes on, so it has not ended well yet
    } finally {
      server.close();
    }
  }

  @Test
  void stoppingEndsCommandsAndThreadsAndTakesTheSocketAway() throws Exception {
    try (ShellClient client = client()) {
      client.send("hang");
      assertThat(shell.commands.asleep.await(30, TimeUnit.SECONDS)).isTrue();

      shell.close();

      assertThat(shell.commands.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      await()
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().startsWith("supermarket-shell-")));
      assertThat(data.resolve("shell.address")).doesNotExist();
      assertThat(data.resolve("shell")).doesNotExist();
    }
  }

  @Test
  void aPathTooLongForASocketIsSwappedForAShortOne(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
    SocketFile file = new SocketFile(deep);
    ShellServer other = new ShellServer(file.listen(), shell.processor, deep, System::nanoTime);
    other.start();
    try (ShellClient client = ShellClient.in(deep, deep)) {
      assertThat(client.run("greet you").output()).isEqualTo("Hello you\n");
    } finally {
      other.close();
    }
    file.remove();
    assertThat(deep.resolve("shell.address")).doesNotExist();
  }
}
