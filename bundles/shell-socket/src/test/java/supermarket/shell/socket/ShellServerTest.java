package supermarket.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.shell.socket.ShellClient.Answer;

class ShellServerTest {
  @TempDir Path data;
  private final ThreadIOImpl threadIo = new ThreadIOImpl();
  private final Commands commands = new Commands();
  private CommandProcessorImpl processor;
  private ShellServer server;

  /** Gogo finds these by name. */
  public static final class Commands {
    final CountDownLatch asleep = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    public String greet(String name) {
      return "Hello " + name;
    }

    public void fail() {
      throw new IllegalStateException("as asked");
    }

    public void flood() {
      System.out.println("x".repeat(CommandOutput.MOST + 1));
    }

    public void hang() throws InterruptedException {
      asleep.countDown();
      try {
        new CountDownLatch(1).await();
      } finally {
        interrupted.countDown();
      }
    }

    public String where(CommandSession session) {
      return session.currentDir().toString();
    }
  }

  @BeforeEach
  void start() throws IOException {
    threadIo.start();
    processor = new CommandProcessorImpl(threadIo);
    for (String name : List.of("greet", "fail", "flood", "hang", "where")) {
      processor.addCommand("test", commands, name);
    }
    server = ShellServer.start(data, processor);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    processor.stop();
    threadIo.stop();
  }

  @Test
  void answersWithOutputAndExitCode() throws IOException {
    try (ShellClient client = ShellClient.in(data, data)) {
      assertThat(client.run("greet World")).isEqualTo(new Answer(0, "Hello World\n"));
      assertThat(client.run("fail")).isEqualTo(new Answer(1, "Error: as asked\n"));
      assertThat(client.run("nonsense").code()).isEqualTo(1);
      assertThat(client.run("x = 5").code()).isZero();
      assertThat(client.run("greet $x")).isEqualTo(new Answer(0, "Hello 5\n"));
    }
  }

  @Test
  void commandsSeeTheClientsWorkingDirectory() throws IOException {
    try (ShellClient client = ShellClient.in(data, data)) {
      assertThat(client.run("where").output()).isEqualTo(data + "\n");
    }
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
  void outputIsCutOffAtItsBound() throws IOException {
    try (ShellClient client = ShellClient.in(data, data)) {
      Answer answer = client.run("flood");
      assertThat(answer.code()).isZero();
      assertThat(answer.output()).hasSizeBetween(CommandOutput.MOST, CommandOutput.MOST + 100);
      assertThat(answer.output()).endsWith("[cut off after 4194304 bytes]\n");
      assertThat(client.run("greet again").output()).isEqualTo("Hello again\n");
    }
  }

  @Test
  void aCommandThatIsTooLongIsNotTaken() throws IOException {
    try (ShellClient client = ShellClient.in(data, data)) {
      client.announce(Wire.LONGEST_TEXT + 1);
      assertThat(client.isHungUp()).isTrue();
    }
  }

  @Test
  void aClientThatGoesAwayInterruptsItsCommand() throws Exception {
    try (ShellClient client = ShellClient.in(data, data)) {
      client.send("hang");
      assertThat(commands.asleep.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(commands.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneClientTooManyIsRefusedAndComesInWhenAnotherLeaves() throws IOException {
    List<ShellClient> clients = new ArrayList<>();
    for (int i = 0; i < ShellServer.MOST_CLIENTS; i++) {
      ShellClient client = ShellClient.in(data, data);
      assertThat(client.run("greet you").code()).isZero();
      clients.add(client);
    }
    try (ShellClient refused = new ShellClient(data)) {
      assertThat(refused.isHungUp()).isTrue();
    }

    clients.removeFirst().close();

    await().ignoreExceptions().until(() -> askOnce().equals("Hello once\n"));
    for (ShellClient client : clients) {
      client.close();
    }
  }

  private String askOnce() throws IOException {
    try (ShellClient client = ShellClient.in(data, data)) {
      return client.run("greet once").output();
    }
  }

  @Test
  void stoppingEndsCommandsAndThreadsAndTakesTheSocketAway() throws Exception {
    try (ShellClient client = ShellClient.in(data, data)) {
      client.send("hang");
      assertThat(commands.asleep.await(30, TimeUnit.SECONDS)).isTrue();

      server.close();

      assertThat(commands.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
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
    ShellServer other = ShellServer.start(deep, processor);
    try (ShellClient client = ShellClient.in(deep, deep)) {
      assertThat(client.run("greet you").output()).isEqualTo("Hello you\n");
    } finally {
      other.close();
    }
    assertThat(deep.resolve("shell.address")).doesNotExist();
  }
}
