package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads catalogues, each content once: when a node starts, several of its files mostly have the
 * same.
 *
 * <p>Thread safety: none; for one start.
 */
public final class Readings {

  private final Map<ContentId, CatalogueText> read = new HashMap<>();

  /**
   * Reads a catalogue.
   *
   * @throws IOException if it is not JSON or not a catalogue; the message says what is wrong and
   *     where
   */
  public CatalogueText read(byte[] content) throws IOException {
    ContentId id = ContentId.of(content);
    CatalogueText known = read.get(id);
    if (known == null) {
      known = CatalogueReader.read(content);
      read.put(id, known);
    }
    return known;
  }
}
