package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.deployment.ProductHistory;
import supermarket.basket.api.deployment.ProductHistory.Step;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;

/**
 * Looks on the shelf what has become of a product: each revision has the catalogue as a content and
 * what has changed since, so the product of two of them is compared.
 *
 * <p>Thread safety: none; one for each question. It takes no lock: old revisions do not change.
 */
final class ProductPast {

  /** Looks into a content. */
  interface Reader {
    /** Returns the product of a catalogue; empty if it has none of this code. */
    Optional<Product> product(Path content, String code) throws IOException;
  }

  private final Shelf shelf;
  private final Reader reader;
  private final String code;

  /** The product by the contents that were looked into, by SHA-256. */
  private final Map<String, Optional<Product>> bases = new HashMap<>();

  ProductPast(Shelf shelf, Reader reader, String code) {
    this.shelf = shelf;
    this.reader = reader;
    this.code = code;
  }

  /**
   * Looks back from the newest revision.
   *
   * @param most how many changes are looked for
   * @throws IOException if the shelf cannot be read
   */
  ProductHistory changes(int most) throws IOException {
    List<Step> steps = new ArrayList<>();
    Revision later = null;
    long since = shelf.newest() + 1;
    while (since > 1 && steps.size() < most) {
      Optional<Revision> found = shelf.revision(since - 1);
      if (found.isEmpty()) {
        return new ProductHistory(steps, since); // what is older is not kept
      }
      since--;
      Revision revision = found.get();
      if (revision.phase() == Phase.IN_FORCE) {
        step(revision, later).ifPresent(steps::add);
        later = revision;
      }
    }
    if (later != null && steps.size() < most) {
      step(null, later).ifPresent(steps::add);
    }
    return new ProductHistory(steps, since);
  }

  /** What the later of two revisions changed. */
  private Optional<Step> step(@Nullable Revision before, @Nullable Revision later)
      throws IOException {
    if (later == null) {
      return Optional.empty();
    }
    Optional<Product> was = before == null ? Optional.empty() : product(before);
    Optional<Product> is = product(later);
    return was.equals(is)
        ? Optional.empty()
        : Optional.of(
            new Step(
                later.number(),
                later.deployment().when(),
                later.node(),
                later.deployment().door(),
                was,
                is));
  }

  private Optional<Product> product(Revision revision) throws IOException {
    CatalogueState state = revision.deployed().catalogue();
    Product changed = state.since().entries().get(code);
    if (changed != null) {
      return Optional.of(changed);
    }
    if (state.isNone() || state.since().gone().contains(code)) {
      return Optional.empty();
    }
    Optional<Product> known = bases.get(state.base());
    if (known == null) {
      known = fetched(state.base());
      bases.put(state.base(), known);
    }
    return known;
  }

  private Optional<Product> fetched(String base) throws IOException {
    Path copy = Files.createTempFile("catalogue-", ".json");
    try {
      shelf.fetch(base, copy);
      return reader.product(copy, code);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
