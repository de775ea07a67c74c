package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.library.files.AtomicFile;

/**
 * Keeps what is in line beside the catalogue's file, for the next start and for the nodes that
 * share the file. Where that may not be written, it is kept in the node's own data folder.
 *
 * <p>Thread safety: the thread that looks; other nodes write the same files.
 */
public final class InLineFile {

  private static final Logger LOG = LoggerFactory.getLogger(InLineFile.class);

  private final Path shared;
  private final Path coming;
  private final Path own;
  private InLine last = InLine.NONE;

  /**
   * Beside a file.
   *
   * @param own where it is kept if it may not be written there
   */
  public InLineFile(Path catalogue, Path own) {
    String name = "." + catalogue.getFileName();
    this.shared = catalogue.resolveSibling(name + ".in-line");
    this.coming = catalogue.resolveSibling(name + ".coming");
    this.own = own;
  }

  /** Returns what was kept; empty if nothing was. */
  public Optional<InLine> read(Readings readings) {
    Optional<CatalogueText> mine = read(readings, own);
    Optional<CatalogueText> entries = read(readings, shared);
    if (entries.isEmpty()) {
      return mine.map(text -> InLine.with(text.agreed()));
    }
    Optional<CatalogueText> comes = read(readings, coming);
    Products also = mine.map(CatalogueText::products).orElse(Products.NONE);
    for (Product each : comes.map(CatalogueText::products).orElse(Products.NONE)) {
      also = also.with(each);
    }
    Stores stores = comes.or(() -> mine).map(CatalogueText::stores).orElse(null);
    Agreed all = entries.get().agreed();
    InLine found = new InLine(all.currency(), all.stores(), all.products(), also, stores);
    return Optional.of(found);
  }

  private static Optional<CatalogueText> read(Readings readings, Path file) {
    try {
      return Optional.of(readings.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("{} is not used: {}", file, unreadable.toString());
      return Optional.empty();
    }
  }

  /**
   * Keeps it, if it is not what was kept last.
   *
   * @throws IOException if it can be kept nowhere
   */
  public void keep(InLine line) throws IOException {
    if (line.equals(last)) {
      return;
    }
    try {
      write(line);
      Files.deleteIfExists(own);
    } catch (IOException readOnly) {
      Files.createDirectories(own.toAbsolutePath().getParent());
      AtomicFile.write(own, CatalogueWriter.write(agreed(line)));
    }
    last = line;
  }

  /** What comes is there before it comes, and goes when it has come. */
  private void write(InLine line) throws IOException {
    boolean comes = !line.coming().isEmpty() || line.comingStores() != null;
    if (comes) {
      Stores stores = line.comingStores();
      AtomicFile.write(
          coming,
          CatalogueWriter.write(
              new Agreed(line.currency(), stores == null ? Stores.NONE : stores, line.coming())));
    }
    if (line.entries().isEmpty()) {
      Files.deleteIfExists(shared);
    } else {
      AtomicFile.write(shared, CatalogueWriter.write(agreed(line)));
    }
    if (!comes) {
      Files.deleteIfExists(coming);
    }
  }

  private static Agreed agreed(InLine line) {
    return new Agreed(line.currency(), line.stores(), line.entries());
  }
}
