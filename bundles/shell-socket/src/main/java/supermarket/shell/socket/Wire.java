package supermarket.shell.socket;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What goes over the socket. A client sends messages, each a kind, a length and so many bytes:
 * first {@link #CALLER}, then either {@link #COMMAND}s, one at a time, or {@link #TERMINAL} and
 * from then on {@link #KEYS} and {@link #SIZE}. Texts are UTF-8, their fields parted by a zero.
 *
 * <p>It gets {@link #OUTPUT}, a length and bytes, any number of them, then {@link #EXIT}, an exit
 * code, and a length and a text: what is to be said last, mostly nothing. An exit ends a command,
 * or the whole conversation of a terminal.
 *
 * <p>The client in {@code bin/supermarket} keeps its own copy of this, because it shares no code
 * with bundles.
 */
final class Wire {
  /** Working directory, home, columns of the terminal that it writes to (0: it writes to none). */
  static final int CALLER = 1;

  /** A line of commands. */
  static final int COMMAND = 2;

  /** The type of its terminal, columns, lines: a person is there, and wants a prompt. */
  static final int TERMINAL = 3;

  /** What was typed, as it came. */
  static final int KEYS = 4;

  /** Columns and lines: the terminal's window has changed. */
  static final int SIZE = 5;

  static final int OUTPUT = 1;
  static final int EXIT = 2;

  static final int DONE = 0;
  static final int FAILED = 1;

  /** Longest message taken from a client, in bytes. */
  static final int LONGEST = 16 * 1024;

  /** A message of a client. */
  static final class Message {
    private final int kind;
    private final int length;
    private final byte[] bytes;

    private Message(int kind, int length, byte[] bytes) {
      this.kind = kind;
      this.length = length;
      this.bytes = bytes;
    }

    int kind() {
      return kind;
    }

    /** How many bytes were sent; more than there are if it was too long to be taken. */
    int length() {
      return length;
    }

    boolean isTooLong() {
      return length > LONGEST;
    }

    byte[] bytes() {
      return bytes;
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private Wire() {}

  /**
   * The next message; empty at the end of the stream. Of one that is too long the bytes are passed
   * over.
   *
   * @throws IOException if the message is cut off, or none
   */
  static Optional<Message> read(DataInputStream in) throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return Optional.empty();
    }
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("No message has " + length + " bytes");
    }
    if (length > LONGEST) {
      in.skipNBytes(length);
      return Optional.of(new Message(kind, length, new byte[0]));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Optional.of(new Message(kind, length, bytes));
  }

  /**
   * The next message, which must be of this kind.
   *
   * @throws IOException if it is not, or there is none
   */
  static Message read(DataInputStream in, int kind) throws IOException {
    Message message = read(in).orElseThrow(EOFException::new);
    if (message.kind() != kind) {
      throw new IOException("Not a message of kind " + kind + " but " + message.kind());
    }
    return message;
  }

  static void writeOutput(DataOutputStream out, byte[] bytes, int offset, int length)
      throws IOException {
    out.writeByte(OUTPUT);
    out.writeInt(length);
    out.write(bytes, offset, length);
    out.flush();
  }

  static void writeExit(DataOutputStream out, int code, String lastWords) throws IOException {
    byte[] words = lastWords.getBytes(StandardCharsets.UTF_8);
    out.writeByte(EXIT);
    out.writeInt(code);
    out.writeInt(words.length);
    out.write(words);
    out.flush();
  }
}
