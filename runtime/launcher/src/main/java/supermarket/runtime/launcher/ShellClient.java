package supermarket.runtime.launcher;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The shell of a running runtime, over its Unix domain socket. The protocol is described in {@code
 * bundles/shell-socket}, class {@code Wire}.
 */
final class ShellClient {
  private static final int CALLER = 1;
  private static final int COMMAND = 2;
  private static final int TERMINAL = 3;
  private static final int KEYS = 4;
  private static final int SIZE = 5;

  private static final int OUTPUT = 1;
  private static final int EXIT = 2;

  private static final int DONE = 0;
  private static final int FAILED = 1;

  private static final int MOST_KEYS = 1024;

  private final DataInputStream in;
  private final DataOutputStream out;

  /**
   * What a command printed, and how it ended.
   *
   * @param done whether it did what it was asked to
   */
  record Answer(boolean done, String output) {}

  /** What is said over a connection. */
  private interface Conversation {
    int with(ShellClient client) throws IOException;
  }

  private ShellClient(SocketChannel channel) {
    in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
  }

  /** One command, its words joined with blanks as ssh does. The exit code is the command's. */
  static int execute(Home home, List<String> words) {
    return connected(home, client -> client.execute(String.join(" ", words), System.out));
  }

  /** The lines of standard input, up to the first that fails. The exit code is that one's. */
  static int script(Home home) {
    return connected(home, ShellClient::executeLines);
  }

  /** The shell of a person at this terminal, until he leaves it. */
  static int talk(Home home) {
    return connected(home, ShellClient::talk);
  }

  private static int connected(Home home, Conversation conversation) {
    SocketChannel channel;
    try {
      channel = open(home);
    } catch (IOException e) {
      System.err.println(
          "There is no shell: is a runtime running with data folder %s? (%s)"
              .formatted(home.data(), e.getMessage()));
      return FAILED;
    }
    try (channel) {
      ShellClient client = new ShellClient(channel);
      client.introduce();
      return conversation.with(client);
    } catch (IOException e) {
      System.err.println("The runtime hung up.");
      return FAILED;
    }
  }

  /** What a command answers; empty if there is no shell. Says nothing. */
  static Optional<Answer> ask(Home home, String command) {
    try (SocketChannel channel = open(home)) {
      ShellClient client = new ShellClient(channel);
      client.introduce();
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      boolean done = client.execute(command, output) == DONE;
      return Optional.of(new Answer(done, output.toString(StandardCharsets.UTF_8).strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether a command is done; says nothing. */
  static boolean succeeds(Home home, String command) {
    return ask(home, command).filter(Answer::done).isPresent();
  }

  private static SocketChannel open(Home home) throws IOException {
    Path socket = Path.of(Files.readString(home.shellAddress()).strip());
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  /** Paths in commands are this process's; tables fit the terminal, if the output goes to one. */
  private void introduce() {
    send(
        CALLER,
        Path.of("").toAbsolutePath()
            + "\0"
            + Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home"))
            + "\0"
            + System.getProperty("supermarket.columns", ""));
  }

  private int executeLines() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    while (true) {
      String line = lines.readLine();
      if (line == null || line.strip().equals("exit")) {
        return DONE;
      }
      int code = line.isBlank() ? DONE : execute(line, System.out);
      if (code != DONE) {
        return code;
      }
    }
  }

  private int execute(String command, OutputStream output) throws IOException {
    send(COMMAND, command);
    return receive(output);
  }

  private int talk() throws IOException {
    String lastWords;
    int code;
    try (Tty tty = Tty.raw()) {
      send(TERMINAL, tty.type() + "\0" + tty.size());
      tty.onResize(() -> send(SIZE, tty.size()));
      Thread.ofPlatform().name("keys").daemon().start(this::sendKeys);
      ByteArrayOutputStream words = new ByteArrayOutputStream();
      code = receive(System.out, words);
      lastWords = words.toString(StandardCharsets.UTF_8);
    }
    System.out.print("\r\n");
    if (!lastWords.isEmpty()) {
      System.err.println(lastWords);
    }
    return code;
  }

  private void sendKeys() {
    byte[] keys = new byte[MOST_KEYS];
    try {
      for (int length = System.in.read(keys); length >= 0; length = System.in.read(keys)) {
        send(KEYS, keys, length);
      }
    } catch (IOException terminalIsGone) {
      // Then so is this process, soon.
    }
  }

  private int receive(OutputStream output) throws IOException {
    ByteArrayOutputStream lastWords = new ByteArrayOutputStream();
    int code = receive(output, lastWords);
    if (lastWords.size() > 0) {
      System.err.println(lastWords.toString(StandardCharsets.UTF_8));
    }
    return code;
  }

  private int receive(OutputStream output, OutputStream lastWords) throws IOException {
    while (true) {
      int kind = in.readByte();
      int value = in.readInt();
      switch (kind) {
        case OUTPUT -> {
          output.write(in.readNBytes(value), 0, value);
          output.flush();
        }
        case EXIT -> {
          output.flush();
          lastWords.write(in.readNBytes(in.readInt()));
          return value;
        }
        default -> throw new IOException("Not a frame: " + kind);
      }
    }
  }

  private void send(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(kind, bytes, bytes.length);
  }

  private synchronized void send(int kind, byte[] bytes, int length) {
    try {
      out.writeByte(kind);
      out.writeInt(length);
      out.write(bytes, 0, length);
      out.flush();
    } catch (IOException hungUp) {
      // What it said before is still to be read, and then that there is no more.
    }
  }
}
