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

  /** Each is read whole, and has every product. */
  private static final int MOST_CONTENTS = 20;

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
      Revision revision = found.get();
      if (revision.phase() == Phase.IN_FORCE) {
        if (!isReadable(revision)) {
          return new ProductHistory(steps, since);
        }
        step(revision, later).ifPresent(steps::add);
        later = revision;
      }
      since--;
    }
    if (later != null && steps.size() < most) {
      step(null, later).ifPresent(steps::add);
    }
    return new ProductHistory(steps, since);
  }

  /** Whether its content was read, or may still be: it may be pruned meanwhile. */
  private boolean isReadable(Revision revision) throws IOException {
    String base = revision.deployed().catalogue().base();
    if (base.isEmpty() || bases.containsKey(base)) {
      return true;
    }
    if (bases.size() == MOST_CONTENTS) {
      return false;
    }
    try {
      bases.put(base, fetched(base));
      return true;
    } catch (IOException e) {
      if (shelf.revision(revision.number()).isEmpty()) {
        return false;
      }
      throw e;
    }
  }

  /** What the later of two revisions changed. */
  private Optional<Step> step(@Nullable Revision before, @Nullable Revision later) {
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

  private Optional<Product> product(Revision revision) {
    CatalogueState state = revision.deployed().catalogue();
    Product changed = state.since().entries().get(code);
    if (changed != null) {
      return Optional.of(changed);
    }
    if (state.isNone() || state.since().gone().contains(code)) {
      return Optional.empty();
    }
    return bases.getOrDefault(state.base(), Optional.empty());
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
