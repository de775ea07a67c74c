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
import java.util.Optional;

/**
 * The shell of a running runtime, over its Unix domain socket. The protocol is described in {@code
 * bundles/shell-socket}, class {@code Wire}.
 */
final class ShellClient {
  private static final int OUTPUT = 1;
  private static final int EXIT = 2;

  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final DataInputStream in;
  private final DataOutputStream out;

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
    return connected(home, client -> client.execute(String.join(" ", words)));
  }

  /** The lines of standard input, up to the first that fails. The exit code is that one's. */
  static int script(Home home) {
    return connected(home, client -> client.converse("", false));
  }

  /** The lines that a person types, until {@code exit} or the end; a failed one is no matter. */
  static int talk(Home home) {
    return connected(home, client -> client.converse("g! ", true));
  }

  private static int connected(Home home, Conversation conversation) {
    SocketChannel channel;
    try {
      channel = open(home);
    } catch (IOException e) {
      System.err.println("There is no shell: is the runtime running? (" + e.getMessage() + ")");
      return FAILED;
    }
    try (channel) {
      ShellClient client = new ShellClient(channel);
      client.send(Path.of("").toAbsolutePath().toString());
      return conversation.with(client);
    } catch (IOException e) {
      System.err.println("The runtime hung up.");
      return FAILED;
    }
  }

  /**
   * What came of a command.
   *
   * @param done whether it is done
   * @param output what it printed
   */
  record Answer(boolean done, String output) {}

  /** Runs one command and keeps what it prints; empty if there is no shell that can be asked. */
  static Optional<Answer> ask(Home home, String command) {
    try (SocketChannel channel = open(home)) {
      ShellClient client = new ShellClient(channel);
      client.send("");
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      boolean done = client.execute(command, output) == DONE;
      return Optional.of(new Answer(done, output.toString(StandardCharsets.UTF_8).strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SocketChannel open(Home home) throws IOException {
    Path socket = Path.of(Files.readString(home.shellAddress()).strip());
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private int converse(String prompt, boolean goOn) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    while (true) {
      System.out.print(prompt);
      System.out.flush();
      String line = lines.readLine();
      if (line == null || line.strip().equals("exit")) {
        return DONE;
      }
      int code = line.isBlank() ? DONE : execute(line);
      if (code != DONE && !goOn) {
        return code;
      }
    }
  }

  private int execute(String command) throws IOException {
    return execute(command, System.out);
  }

  private int execute(String command, OutputStream output) throws IOException {
    send(command);
    while (true) {
      int kind = in.readByte();
      int value = in.readInt();
      switch (kind) {
        case OUTPUT -> output.write(in.readNBytes(value), 0, value);
        case EXIT -> {
          output.flush();
          return value;
        }
        default -> throw new IOException("Not a frame: " + kind);
      }
    }
  }

  private void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
