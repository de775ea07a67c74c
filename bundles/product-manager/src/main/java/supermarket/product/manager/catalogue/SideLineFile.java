package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is in line beside a file.
 *
 * <p>Thread safety: the thread that looks; other nodes write the same files.
 */
public final class SideLineFile<T> {

  private final SideFormat<T> format;
  private final LineFiles files;
  private @Nullable SideLine<T> last;

  /**
   * Beside a file.
   *
   * @param own where it is kept if it may not be written there
   */
  public SideLineFile(SideFormat<T> format, Path file, Path own) {
    this.format = format;
    this.files = new LineFiles(file, own);
  }

  /** Returns what was kept; empty if nothing was. */
  public Optional<SideLine<T>> read() {
    Optional<T> mine = files.own(this::value);
    Optional<T> shared = files.shared(this::value);
    if (shared.isEmpty()) {
      return mine.map(SideLine::with);
    }
    T coming = files.coming(this::value).or(() -> mine).orElse(null);
    return Optional.of(new SideLine<>(shared.get(), coming));
  }

  /** Returns what another node has kept since; empty if none has. */
  public Optional<SideLine<T>> readOthers() {
    Optional<SideLine<T>> found = read().filter(this::isOther);
    found.ifPresent(line -> last = line);
    return found;
  }

  private T value(byte[] content) throws IOException {
    return format.read(content).value();
  }

  /** Returns whether it is not what was kept last. */
  public boolean isOther(SideLine<T> line) {
    return !line.equals(last);
  }

  /**
   * Keeps it, if it is not what was kept last.
   *
   * @throws IOException if it can be kept nowhere
   */
  public void keep(SideLine<T> line) throws IOException {
    if (isOther(line)) {
      T coming = line.coming();
      files.keep(format.write(line.value()), coming == null ? null : format.write(coming));
      last = line;
    }
  }
}
