package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Stores;

/**
 * Keeps what is in line beside the file of the stores.
 *
 * <p>Thread safety: the thread that looks; other nodes write the same files.
 */
public final class StoresInLineFile {

  private final LineFiles files;
  private @Nullable StoresInLine last;

  /**
   * Beside a file.
   *
   * @param own where it is kept if it may not be written there
   */
  public StoresInLineFile(Path stores, Path own) {
    this.files = new LineFiles(stores, own);
  }

  /** Returns what was kept; empty if nothing was. */
  public Optional<StoresInLine> read() {
    Optional<Stores> mine = files.own(StoresInLineFile::stores);
    Optional<Stores> shared = files.shared(StoresInLineFile::stores);
    if (shared.isEmpty()) {
      return mine.map(StoresInLine::with);
    }
    Stores coming = files.coming(StoresInLineFile::stores).or(() -> mine).orElse(null);
    return Optional.of(new StoresInLine(shared.get(), coming));
  }

  /** Returns what another node has kept since; empty if none has. */
  public Optional<StoresInLine> readOthers() {
    Optional<StoresInLine> found = read().filter(this::isOther);
    found.ifPresent(line -> last = line);
    return found;
  }

  private static Stores stores(byte[] content) throws IOException {
    return StoresReader.read(content).stores();
  }

  /** Returns whether it is not what was kept last. */
  public boolean isOther(StoresInLine line) {
    return !line.equals(last);
  }

  /**
   * Keeps it, if it is not what was kept last.
   *
   * @throws IOException if it can be kept nowhere
   */
  public void keep(StoresInLine line) throws IOException {
    if (isOther(line)) {
      Stores coming = line.coming();
      files.keep(
          StoresWriter.write(line.stores()), coming == null ? null : StoresWriter.write(coming));
      last = line;
    }
  }
}
