package supermarket.basket.api.shelf;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.promotion.Promotions;

/**
 * The catalogue of a revision: a content on the shelf, and what has changed since.
 *
 * @param base the SHA-256 of the content, in hexadecimal digits; empty if the chain has agreed on
 *     no catalogue yet
 * @param since what has changed since, but for stores; the currency is the present one
 */
public record CatalogueState(String base, CatalogueChange since) {

  /** The chain has agreed on no catalogue yet. */
  public static final CatalogueState NONE =
      new CatalogueState("", CatalogueChange.none(CurrencyUnit.EUR));

  /**
   * Checks the content's name and the changes.
   *
   * @throws IllegalArgumentException if it is no SHA-256, or stores have changed since
   */
  public CatalogueState {
    if (!base.isEmpty() && !DeployedVersion.isSha256(base)) {
      throw new IllegalArgumentException("a catalogue that is named by no SHA-256");
    }
    if (since.stores() != null) {
      throw new IllegalArgumentException("stores are kept with the whole catalogue only");
    }
  }

  /** Returns whether the chain has agreed on no catalogue yet. */
  public boolean isNone() {
    return base.isEmpty();
  }

  /**
   * Returns the state after a change of products and promotions.
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
    Promotions offers = later.since.promotions();
    return Optional.of(
        new CatalogueChange(
            later.since.currency(),
            null,
            Objects.equals(offers, since.promotions()) ? null : offers,
            entries,
            gone));
  }

  private boolean isAbout(CatalogueChange earlier) {
    if (since.promotions() == null && earlier.promotions() != null) {
      return false;
    }
    Set<String> codes = new TreeSet<>(since.entries().keySet());
    codes.addAll(since.gone());
    return codes.containsAll(earlier.entries().keySet()) && codes.containsAll(earlier.gone());
  }
}
