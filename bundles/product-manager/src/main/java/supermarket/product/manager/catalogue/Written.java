package supermarket.product.manager.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;

/**
 * The catalogue's file and those beside it as they were read last, and what of each is in line with
 * what is in force. What is not, and was not before, is the author's doing; what differs otherwise
 * is for the file to follow.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class Written {

  private InLine line = InLine.NONE;
  private CatalogueText text = CatalogueText.none(CurrencyUnit.EUR);

  private final Side<Stores> stores = new Side<>(new StoresFormat());
  private final Side<Promotions> promotions = new Side<>(new PromotionsFormat());

  /** The codes of the file's entries that say something else than the catalogue. */
  private final Set<String> other = new TreeSet<>();

  /** Those of them that are not in line: their author has changed them. */
  private final Set<String> edited = new TreeSet<>();

  /** The codes of the catalogue that the file does not name. */
  private final Set<String> missing = new TreeSet<>();

  /** The file as it was read last. */
  public CatalogueText text() {
    return text;
  }

  /** The file of the stores. */
  public Side<Stores> stores() {
    return stores;
  }

  /** The file of the promotions. */
  public Side<Promotions> promotions() {
    return promotions;
  }

  /** What is in line of the catalogue's file. */
  public InLine line() {
    return line;
  }

  /** What is in line of the catalogue's file is known from elsewhere. */
  public void begin(InLine with, Agreed agreed) {
    line = with.like(agreed.products());
    edited.clear();
    other.stream().filter(this::isEdited).forEach(edited::add);
  }

  private boolean isEdited(String code) {
    Product written = text.products().get(code);
    return written != null && !line.has(written);
  }

  /** The file was read, or written. */
  public void read(CatalogueText now, Agreed agreed) {
    if (isAllInLine(now.products(), agreed.products())) {
      text = now;
      other.clear();
      edited.clear();
      missing.clear();
      settle(agreed, Set.of());
      return;
    }
    Set<String> codes = now.products().codes();
    codes.addAll(missing);
    codes.addAll(other);
    for (Products each :
        List.of(text.products(), agreed.products(), line.entries(), line.coming())) {
      each.addCodesTo(codes);
    }
    text = now.like(agreed.products());
    settle(agreed, codes);
  }

  /** A node starts with the very file. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isAllInLine(Products now, Products agreed) {
    return now == agreed && line.entries() == agreed && line.coming().isEmpty();
  }

  /**
   * The file was written. Most writings are of a few entries, and cost as much.
   *
   * @param now the file as it is
   * @param what what was written of it
   * @param by what was in force when the writing began
   * @param agreed what is in force
   */
  public void wrote(CatalogueText now, Following what, Agreed by, Agreed agreed) {
    if (what.isWhole()) {
      read(now, by);
      read(now, agreed);
    } else {
      text = now;
      settle(by, what.other().keySet());
      settle(agreed, what.other().keySet());
    }
  }

  /**
   * Another catalogue is in force: where the file says the same, it is in line.
   *
   * @param codes the products that have changed
   */
  public void settle(Agreed agreed, Set<String> codes) {
    line = line.settled(text, agreed, codes);
    stores.settle(agreed);
    promotions.settle(agreed);
    for (String code : codes) {
      Product written = text.products().get(code);
      boolean isOther = written != null && !agreed.products().has(written);
      keep(other, code, isOther);
      keep(edited, code, isOther && isEdited(code));
      keep(missing, code, agreed.products().has(code) && !text.names(code));
    }
  }

  private static void keep(Set<String> codes, String code, boolean isIn) {
    if (isIn) {
      codes.add(code);
    } else {
      codes.remove(code);
    }
  }

  /** Returns the entries that their author has changed. */
  public List<Product> edited() {
    return edited.stream().map(text.products()::get).filter(Objects::nonNull).toList();
  }

  /**
   * Returns what the author wants changed.
   *
   * @param agreed the catalogue that is in force
   */
  public Edits edits(Agreed agreed, Judge judge) {
    return new Editing(this, agreed, judge).edits();
  }

  /** Returns the codes of the entries that the author has deleted. */
  Set<String> deleted() {
    Set<String> gone = new TreeSet<>();
    if (text.isComplete()) {
      missing.stream().filter(line.entries()::has).forEach(gone::add);
    }
    return gone;
  }

  /** Returns the currency that the author wants for the default list. */
  CurrencyUnit currency(Agreed agreed) {
    boolean isOther = text.isRead() && !text.currency().equals(line.currency());
    return isOther ? text.currency() : agreed.currency();
  }

  /**
   * Returns what the file would have to say to follow the catalogue, the author's own edits apart.
   */
  public Following following(Agreed agreed) {
    Map<String, Product> instead = new TreeMap<>();
    boolean isWhole =
        text.currency().equals(line.currency()) && !text.currency().equals(agreed.currency());
    for (String code : other) {
      Product now = agreed.products().get(code);
      if (!edited.contains(code)) {
        if (now == null) {
          isWhole = true;
        } else {
          instead.put(code, now);
        }
      }
    }
    for (String code : missing) {
      isWhole |= !line.entries().has(code);
    }
    return new Following(instead, isWhole);
  }
}
