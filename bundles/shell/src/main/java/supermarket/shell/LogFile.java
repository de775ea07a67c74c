package supermarket.shell;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log, and what is added to it. At most {@link #MOST_BYTES} are read at once,
 * however long the file is. Its place among the lines is kept over a file that is begun anew. Not
 * thread-safe.
 */
final class LogFile {

  private static final int MOST_BYTES = 1 << 20;

  private final Path file;

  /** Which file of this name it was: a new one has another key. */
  private @Nullable Object identity;

  private long read;

  LogFile(Path file) {
    this.file = file;
  }

  /**
   * The last lines, oldest first; what is added later comes from {@link #added}.
   *
   * @throws CommandFailed if there is no log
   */
  List<String> last(int most) {
    try {
      identity = identity();
      long size = Files.size(file);
      long from = Math.max(0, size - MOST_BYTES);
      byte[] bytes = bytes(from, size);
      int begin = from == 0 ? 0 : afterLineBreak(bytes);
      int end = endOfLines(bytes);
      read = from + end;
      Deque<String> lines = new ArrayDeque<>();
      new String(bytes, begin, Math.max(0, end - begin), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> {
                lines.add(line);
                if (lines.size() > most) {
                  lines.remove();
                }
              });
      return List.copyOf(lines);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new CommandFailed("There is no log at %s.".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on whole lines that were added since, at most as many as are read at once. */
  void added(Consumer<String> line) {
    try {
      Object now = identity();
      long size = Files.size(file);
      if (!Objects.equals(now, identity) || size < read) {
        identity = now;
        read = 0;
      }
      byte[] bytes = bytes(read, Math.min(size, read + MOST_BYTES));
      int whole = endOfLines(bytes);
      int end = whole == 0 && bytes.length == MOST_BYTES ? bytes.length : whole;
      read += end;
      new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line);
    } catch (NoSuchFileException | FileNotFoundException e) {
      // Between two files: the next one is read from its beginning.
      identity = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object identity() throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private byte[] bytes(long from, long to) throws IOException {
    // Not a channel: that one fails when its thread is interrupted.
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
      opened.seek(from);
      byte[] bytes = new byte[(int) (to - from)];
      int filled = 0;
      while (filled < bytes.length) {
        int count = opened.read(bytes, filled, bytes.length - filled);
        if (count < 0) {
          return Arrays.copyOf(bytes, filled); // the file has become shorter
        }
        filled += count;
      }
      return bytes;
    }
  }

  private static int afterLineBreak(byte[] bytes) {
    int next = 0;
    while (next < bytes.length && bytes[next] != '\n') {
      next++;
    }
    return Math.min(next + 1, bytes.length);
  }

  /** The last line may be half written. */
  private static int endOfLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
