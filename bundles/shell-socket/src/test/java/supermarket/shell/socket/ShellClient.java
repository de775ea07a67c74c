package supermarket.shell.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client as in bin/supermarket, with its answers as values. */
final class ShellClient implements AutoCloseable {
  record Answer(int code, String output) {}

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  ShellClient(Path data) throws IOException {
    String socket = Files.readString(data.resolve("shell.address")).strip();
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    in = new DataInputStream(Channels.newInputStream(channel));
    out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /** One whose working directory is told. */
  static ShellClient in(Path workingDirectory, Path data) throws IOException {
    ShellClient client = new ShellClient(data);
    client.send(workingDirectory.toString());
    return client;
  }

  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
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
    return new Answer(in.readInt(), output.toString(StandardCharsets.UTF_8));
  }

  void announce(int length) throws IOException {
    out.writeInt(length);
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
