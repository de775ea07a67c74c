package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

/**
 * Keeps what is in line beside the catalogue's file.
 *
 * <p>Thread safety: the thread that looks; other nodes write the same files.
 */
public final class InLineFile {

  private final LineFiles files;
  private InLine last = InLine.NONE;
  private boolean isKept;

  /**
   * Beside a file.
   *
   * @param own where it is kept if it may not be written there
   */
  public InLineFile(Path catalogue, Path own) {
    this.files = new LineFiles(catalogue, own);
  }

  /** Returns what was kept; empty if nothing was. */
  public Optional<InLine> read(Readings readings) {
    Optional<CatalogueText> mine = files.own(readings::read);
    Optional<CatalogueText> entries = files.shared(readings::read);
    if (entries.isEmpty()) {
      return mine.map(text -> InLine.with(text.agreed()));
    }
    Products also = products(mine);
    for (Product each : products(files.coming(readings::read))) {
      also = also.with(each);
    }
    return Optional.of(InLine.with(entries.get().agreed()).coming(also));
  }

  /** Returns what another node has kept since; empty if none has. */
  public Optional<InLine> readOthers() {
    Optional<InLine> found = read(new Readings()).filter(this::isOther);
    found.ifPresent(line -> last = line);
    return found;
  }

  private static Products products(Optional<CatalogueText> text) {
    return text.map(CatalogueText::products).orElse(Products.NONE);
  }

  /** Returns whether it is not what was kept last. */
  public boolean isOther(InLine line) {
    return !line.equals(last);
  }

  /**
   * Keeps it, if it is not what was kept last.
   *
   * @throws IOException if it can be kept nowhere
   */
  public void keep(InLine line) throws IOException {
    if (isOther(line)) {
      byte[] comes = content(line.currency(), line.coming());
      if (!isKept || !hasSameEntries(line) || !files.keepsComing(comes)) {
        files.keep(content(line.currency(), line.entries()), comes);
      }
      isKept = true;
      last = line;
    }
  }

  /** Before each writing only what comes is another: the entries need not be written too. */
  private boolean hasSameEntries(InLine line) {
    return line.currency().equals(last.currency()) && line.entries().equals(last.entries());
  }

  private static byte @Nullable [] content(CurrencyUnit currency, Products products)
      throws IOException {
    return products.isEmpty()
        ? null
        : CatalogueWriter.write(new Agreed(currency, Stores.NONE, products));
  }
}
