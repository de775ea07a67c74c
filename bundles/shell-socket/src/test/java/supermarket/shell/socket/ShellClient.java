package supermarket.shell.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client as in bin/supermarket, with its answers as values. */
final class ShellClient implements AutoCloseable {
  record Answer(int code, String output, String lastWords) {
    Answer(int code, String output) {
      this(code, output, "");
    }
  }

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final StringBuilder screen = new StringBuilder();

  ShellClient(Path data) throws IOException {
    String socket = Files.readString(data.resolve("shell.address")).strip();
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    in = new DataInputStream(Channels.newInputStream(channel));
    out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /** A script whose working directory and home are told. */
  static ShellClient in(Path workingDirectory, Path data) throws IOException {
    ShellClient client = new ShellClient(data);
    client.send(Wire.CALLER, workingDirectory + "\0" + workingDirectory + "\0" + 0);
    return client;
  }

  /** A person at a terminal of a type, 80 columns wide and 24 lines high. */
  static ShellClient atTerminal(String type, Path workingDirectory, Path data) throws IOException {
    ShellClient client = new ShellClient(data);
    client.send(Wire.CALLER, workingDirectory + "\0" + workingDirectory + "\0" + 80);
    client.send(Wire.TERMINAL, type + "\0" + 80 + "\0" + 24);
    return client;
  }

  void send(int kind, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(kind);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Sends a command. */
  void send(String command) throws IOException {
    send(Wire.COMMAND, command);
  }

  /** Types. */
  void type(String keys) throws IOException {
    send(Wire.KEYS, keys);
  }

  /** Reads until the terminal shows a text; answers all that was shown since the last time. */
  String awaitShown(String text) throws IOException {
    while (screen.indexOf(text) < 0) {
      int kind;
      try {
        kind = in.readByte();
      } catch (IOException e) {
        throw new IOException("'" + text + "' was not shown, but: " + screen, e);
      }
      if (kind != Wire.OUTPUT) {
        throw new EOFException("ended before '" + text + "' was shown, after: " + screen);
      }
      screen.append(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    int end = screen.indexOf(text) + text.length();
    String shown = screen.substring(0, end);
    screen.delete(0, end);
    return shown;
  }

  Answer run(String command) throws IOException {
    send(command);
    return answer();
  }

  Answer answer() throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    while (in.readByte() == Wire.OUTPUT) {
      output.write(in.readNBytes(in.readInt()));
    }
    int code = in.readInt();
    String lastWords = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    return new Answer(code, output.toString(StandardCharsets.UTF_8), lastWords);
  }

  /** Waits until the server hangs up. */
  boolean isHungUp() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
