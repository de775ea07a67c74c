package supermarket.product.manager.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/**
 * The catalogue's file as it was read last, and its entries as they were in line with the catalogue
 * last. What differs from those is the author's doing; what differs from the catalogue otherwise is
 * for the file to follow.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class Written {

  private final Map<String, Product> entries = new HashMap<>();
  private CurrencyUnit currency = CurrencyUnit.EUR;
  private CatalogueText text = CatalogueText.none(CurrencyUnit.EUR);

  /** The file as it was read last. */
  public CatalogueText text() {
    return text;
  }

  /** The file was read. */
  public void read(CatalogueText now) {
    text = now;
  }

  /** All of these are in line. */
  public void begin(CurrencyUnit with, Map<String, Product> products) {
    currency = with;
    entries.clear();
    entries.putAll(products);
  }

  /**
   * Returns what the author wants changed.
   *
   * @param agreed the catalogue that is in force
   * @param offers what there would be for an entry
   */
  public Edits edits(Agreed agreed, Function<Product, Offer> offers) {
    Map<String, Product> wanted = new TreeMap<>();
    Map<String, String> faults = new TreeMap<>(text.rejected());
    text.products()
        .forEach(
            (code, product) -> {
              Product now = agreed.products().get(code);
              if (product.equals(now) || product.equals(entries.get(code))) {
                return;
              }
              if (now == null || offers.apply(product) instanceof Offer.Available) {
                wanted.put(code, product);
              } else if (offers.apply(product) instanceof Offer.Unavailable(String why)) {
                faults.put(code, why);
              }
            });
    TreeSet<String> gone = new TreeSet<>();
    if (text.isComplete()) {
      for (String code : entries.keySet()) {
        if (agreed.products().containsKey(code) && !text.names(code)) {
          gone.add(code);
        }
      }
    }
    boolean isOther = text.isRead() && !text.currency().equals(currency);
    CurrencyUnit with = isOther ? text.currency() : agreed.currency();
    return new Edits(
        new CatalogueChange(with, wanted, gone), !with.equals(agreed.currency()), faults);
  }

  /** A change was made: where the file says the same, it is in line. */
  public void made(CatalogueChange change) {
    change
        .entries()
        .forEach(
            (code, product) -> {
              if (product.equals(text.products().get(code))) {
                entries.put(code, product);
              }
            });
    for (String code : change.gone()) {
      if (!text.names(code)) {
        entries.remove(code);
      }
    }
    if (text.isRead() && text.currency().equals(change.currency())) {
      currency = change.currency();
    }
  }

  /** The file was written so that it follows, the author's own edits apart. */
  public void follows(CatalogueText now, Agreed agreed) {
    text = now;
    text.products()
        .forEach(
            (code, product) -> {
              if (product.equals(agreed.products().get(code))) {
                entries.put(code, product);
              }
            });
    entries.keySet().removeIf(code -> !text.names(code) && !agreed.products().containsKey(code));
    currency = text.currency();
  }

  /**
   * Returns what the file would have to say to follow the catalogue, the author's own edits apart.
   *
   * @return the entries to be replaced; empty if the file follows
   */
  public Following following(Agreed agreed) {
    Map<String, Product> other = new TreeMap<>();
    boolean isWhole = false;
    for (Product product : agreed.products().values()) {
      Product written = text.products().get(product.code());
      if (written == null) {
        isWhole |= !text.names(product.code()) && !entries.containsKey(product.code());
      } else if (!written.equals(product) && written.equals(entries.get(product.code()))) {
        other.put(product.code(), product);
      }
    }
    for (Map.Entry<String, Product> written : text.products().entrySet()) {
      isWhole |=
          !agreed.products().containsKey(written.getKey())
              && written.getValue().equals(entries.get(written.getKey()));
    }
    isWhole |= text.currency().equals(currency) && !text.currency().equals(agreed.currency());
    return new Following(other, isWhole);
  }

  /**
   * What the author wants.
   *
   * @param change what the chain is to be asked for
   * @param isOtherCurrency whether empty baskets are to have another currency
   * @param faults why other entries are not in force, by code
   */
  public record Edits(CatalogueChange change, boolean isOtherCurrency, Map<String, String> faults) {

    /** Whether the chain is to be asked for anything. */
    public boolean isAny() {
      return isOtherCurrency || change.size() > 0;
    }
  }

  /**
   * What the file lacks.
   *
   * @param other the entries that are others now, by code
   * @param isWhole whether products came or went, so that it is to be written as a whole
   */
  public record Following(Map<String, Product> other, boolean isWhole) {

    /** Whether it lacks anything. */
    public boolean isAny() {
      return isWhole || !other.isEmpty();
    }
  }
}
