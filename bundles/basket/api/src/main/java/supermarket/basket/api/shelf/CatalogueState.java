package supermarket.basket.api.shelf;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;

/**
 * The catalogue of a revision: a content on the shelf, and what has changed since.
 *
 * @param base the SHA-256 of the content, in hexadecimal digits; empty if the chain has agreed on
 *     no catalogue yet
 * @param since what has changed since; the currency is the present one
 */
public record CatalogueState(String base, CatalogueChange since) {

  /** The chain has agreed on no catalogue yet. */
  public static final CatalogueState NONE =
      new CatalogueState("", CatalogueChange.none(CurrencyUnit.EUR));

  /**
   * Checks the content's name and the changes.
   *
   * @throws IllegalArgumentException if it is no SHA-256, or stores or promotions have changed
   *     since
   */
  public CatalogueState {
    if (!base.isEmpty() && !DeployedVersion.isSha256(base)) {
      throw new IllegalArgumentException("a catalogue that is named by no SHA-256");
    }
    if (since.stores() != null || since.promotions() != null) {
      throw new IllegalArgumentException(
          "stores and promotions are kept with the whole catalogue only");
    }
  }

  /** Returns whether the chain has agreed on no catalogue yet. */
  public boolean isNone() {
    return base.isEmpty();
  }

  /**
   * Returns the state after a change of products.
   *
   * @throws IllegalArgumentException if stores change
   */
  public CatalogueState with(CatalogueChange change) {
    return new CatalogueState(base, since.then(change));
  }

  /**
   * Returns what changes from this state to a later one.
   *
   * @return empty if that cannot be known without their contents
   */
  public Optional<CatalogueChange> until(CatalogueState later) {
    if (isNone() || !base.equals(later.base) || !later.isAbout(since)) {
      return Optional.empty();
    }
    Map<String, Product> entries = new TreeMap<>(later.since.entries());
    entries.entrySet().removeAll(since.entries().entrySet());
    Set<String> gone = new TreeSet<>(later.since.gone());
    gone.removeAll(since.gone());
    return Optional.of(new CatalogueChange(later.since.currency(), entries, gone));
  }

  private boolean isAbout(CatalogueChange earlier) {
    Set<String> codes = new TreeSet<>(since.entries().keySet());
    codes.addAll(since.gone());
    return codes.containsAll(earlier.entries().keySet()) && codes.containsAll(earlier.gone());
  }
}
