package supermarket.shell.socket;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What goes over the socket. A client sends texts, each a length and so many bytes of UTF-8: first
 * its working directory, then commands, one at a time. It gets frames: {@link #OUTPUT}, a length
 * and bytes, any number of them, then {@link #EXIT} and an exit code.
 *
 * <p>The client in {@code bin/supermarket} keeps its own copy of this, because it shares no code
 * with bundles.
 */
final class Wire {
  static final int OUTPUT = 1;
  static final int EXIT = 2;

  static final int DONE = 0;
  static final int FAILED = 1;

  /** Longest text taken from a client, in bytes. */
  static final int LONGEST_TEXT = 16 * 1024;

  private Wire() {}

  /**
   * The next text; empty at the end of the stream.
   *
   * @throws IOException if the text is longer than {@link #LONGEST_TEXT} or cut off
   */
  static Optional<String> readText(DataInputStream in) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 0 || length > LONGEST_TEXT) {
      throw new IOException("A command has at most " + LONGEST_TEXT + " bytes, not " + length);
    }
    byte[] text = new byte[length];
    in.readFully(text);
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }

  static void writeOutput(DataOutputStream out, byte[] bytes, int offset, int length)
      throws IOException {
    out.writeByte(OUTPUT);
    out.writeInt(length);
    out.write(bytes, offset, length);
    out.flush();
  }

  static void writeExit(DataOutputStream out, int code) throws IOException {
    out.writeByte(EXIT);
    out.writeInt(code);
    out.flush();
  }
}
