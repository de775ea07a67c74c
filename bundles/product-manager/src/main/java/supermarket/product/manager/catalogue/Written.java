package supermarket.product.manager.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

/**
 * The catalogue's file and that of the stores as they were read last, and what of each is in line
 * with what is in force. What is not, and was not before, is the author's doing; what differs
 * otherwise is for the file to follow.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class Written {

  private InLine line = InLine.NONE;
  private CatalogueText text = CatalogueText.none(CurrencyUnit.EUR);

  private StoresInLine storesLine = StoresInLine.NONE;
  private StoresText stores = StoresText.NONE;

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

  /** The stores as their file was read last. */
  public StoresText stores() {
    return stores;
  }

  /** The file of the stores was read, or written. */
  public void read(StoresText now, Agreed agreed) {
    stores = now;
    storesLine = storesLine.settled(stores, agreed.stores());
  }

  /** These are written into the file of the stores: no edit of its author. */
  public void writes(Stores instead) {
    storesLine = storesLine.coming(instead);
  }

  /** What is in line of the catalogue's file. */
  public InLine line() {
    return line;
  }

  /** What is in line of the stores' file. */
  public StoresInLine storesLine() {
    return storesLine;
  }

  /** A node begins with this. */
  public void begin(InLine with, StoresInLine withStores, Agreed agreed) {
    begin(with, agreed);
    begin(withStores);
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

  /** What is in line of the stores' file is known from elsewhere. */
  public void begin(StoresInLine with) {
    storesLine = with;
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
    storesLine = storesLine.settled(stores, agreed.stores());
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
   * What the author of the stores' file makes of them; null if he does not change them. A file as
   * it is delivered may have come with another release, or another container.
   */
  @Nullable Stores otherStores(Agreed agreed) {
    boolean isAsDelivered = stores.stores().equals(Stores.NONE);
    if (!stores.isRead() || isAsDelivered || storesLine.has(stores.stores())) {
      return null;
    }
    Stores wanted = agreed.stores().merged(storesLine.stores(), stores.stores());
    return wanted.equals(agreed.stores()) ? null : wanted;
  }

  /** Returns what the file of the stores would have to say to follow; empty if it does. */
  public Optional<Stores> followingStores(Agreed agreed) {
    boolean follows = stores.stores().equals(agreed.stores()) || otherStores(agreed) != null;
    return follows ? Optional.empty() : Optional.of(agreed.stores());
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
