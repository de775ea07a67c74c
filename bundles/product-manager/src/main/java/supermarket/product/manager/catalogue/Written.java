package supermarket.product.manager.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/**
 * The catalogue's file as it was read last, and what of it is in line with the catalogue. What is
 * not, and was not before, is the author's doing; what differs otherwise is for the file to follow.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class Written {

  private InLine line = InLine.NONE;
  private CatalogueText text = CatalogueText.none(CurrencyUnit.EUR);

  /** What the file and the catalogue differ in; null if it is to be looked for. */
  private @Nullable Differences differences;

  /**
   * What differs.
   *
   * @param agreed the catalogue that was compared
   * @param entries those of the file that say something else
   * @param missing the codes of the catalogue that the file does not name
   */
  private record Differences(Agreed agreed, List<Product> entries, List<String> missing) {}

  /** The file as it was read last. */
  public CatalogueText text() {
    return text;
  }

  /** What is in line. */
  public InLine line() {
    return line;
  }

  /** What is in line is known from elsewhere. */
  public void begin(InLine with) {
    line = with;
    differences = null;
  }

  /** The file was read, or written. */
  public void read(CatalogueText now, Agreed agreed) {
    text = now;
    settle(agreed);
  }

  /** Another catalogue is in force: where the file says the same, it is in line. */
  public void settle(Agreed agreed) {
    line = line.settled(text, agreed);
    differences = null;
  }

  private Differences differences(Agreed agreed) {
    Differences known = differences;
    if (known != null && known.agreed().equals(agreed)) {
      return known;
    }
    List<Product> entries = new ArrayList<>();
    for (Product product : text.products().values()) {
      if (!product.equals(agreed.products().get(product.code()))) {
        entries.add(product);
      }
    }
    List<String> missing = new ArrayList<>();
    for (String code : agreed.products().keySet()) {
      if (!text.names(code)) {
        missing.add(code);
      }
    }
    Differences found = new Differences(agreed, entries, missing);
    differences = found;
    return found;
  }

  /** Returns the entries that say something else than the catalogue. */
  public List<Product> others(Agreed agreed) {
    return differences(agreed).entries();
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
    for (Product product : differences(agreed).entries()) {
      if (!line.has(product)) {
        if (!agreed.products().containsKey(product.code())
            || offers.apply(product) instanceof Offer.Available) {
          wanted.put(product.code(), product);
        } else if (offers.apply(product) instanceof Offer.Unavailable(String why)) {
          faults.put(product.code(), why);
        }
      }
    }
    TreeSet<String> gone = new TreeSet<>();
    if (text.isComplete()) {
      for (String code : differences(agreed).missing()) {
        if (line.entries().containsKey(code)) {
          gone.add(code);
        }
      }
    }
    boolean isOther = text.isRead() && !text.currency().equals(line.currency());
    CurrencyUnit with = isOther ? text.currency() : agreed.currency();
    return new Edits(
        new CatalogueChange(with, wanted, gone), !with.equals(agreed.currency()), faults);
  }

  /**
   * Returns what the file would have to say to follow the catalogue, the author's own edits apart.
   */
  public Following following(Agreed agreed) {
    Map<String, Product> other = new TreeMap<>();
    boolean isWhole =
        text.currency().equals(line.currency()) && !text.currency().equals(agreed.currency());
    for (Product written : differences(agreed).entries()) {
      Product now = agreed.products().get(written.code());
      if (line.has(written)) {
        if (now == null) {
          isWhole = true;
        } else {
          other.put(now.code(), now);
        }
      }
    }
    for (String code : differences(agreed).missing()) {
      isWhole |= !line.entries().containsKey(code);
    }
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
