package supermarket.shell.socket;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command prints, sent in frames as it comes, however much: a command waits while its client
 * does not read. A thread of its own writes to the socket, because one that is interrupted while it
 * writes, such as a command's, closes it.
 *
 * <p>Safe for the several threads of a Gogo pipeline.
 */
final class CommandOutput extends OutputStream {
  /** So many frames may wait for the client. */
  private static final int MOST_WAITING = 16;

  private static final Logger log = LoggerFactory.getLogger(CommandOutput.class);

  private final DataOutputStream client;
  private final Activity activity;
  private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean ended;

  private interface Frame {
    /** Answers whether more may follow. */
    boolean write(DataOutputStream client) throws IOException;
  }

  CommandOutput(DataOutputStream client, Activity activity) {
    this.client = client;
    this.activity = activity;
  }

  /** Writes what is put in, until the last word or an interrupt. */
  void pump() {
    try {
      while (frames.take().write(client)) {
        // The next one.
      }
    } catch (IOException e) {
      log.debug("A shell client is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      frames.clear(); // lets those go on that wait for a place
    }
  }

  /** Lets {@link #pump} end. Waits for nothing; the connection is closed before. */
  void stop() {
    frames.offer(out -> false); // no place: then the next write finds the connection closed
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    put(
        out -> {
          Wire.writeOutput(out, copy, 0, copy.length);
          return true;
        });
  }

  /** Ends a command, or the conversation of a terminal. */
  void exit(int code) throws IOException {
    put(
        out -> {
          Wire.writeExit(out, code, "");
          return true;
        });
  }

  /**
   * Says why it ends, and nothing more. Waits for nothing. Answers whether there was room for it.
   */
  boolean end(String lastWords) {
    return frames.offer(
        out -> {
          Wire.writeExit(out, Wire.FAILED, lastWords);
          return false;
        });
  }

  private void put(Frame frame) throws IOException {
    if (ended) {
      throw new IOException("the client is gone");
    }
    activity.stalls();
    try {
      frames.put(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the client did not read");
    } finally {
      activity.flows();
    }
  }
}
