package supermarket.product.manager.catalogue;

import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Stores;

/**
 * The stores of their file as they were in line with the stores in force last. If the file says
 * something else, that is its author's doing.
 *
 * @param stores as they were in line last
 * @param coming what is being written into the file instead: no edit either; null if nothing is
 */
public record StoresInLine(Stores stores, @Nullable Stores coming) {

  /** Nothing is in line. */
  public static final StoresInLine NONE = with(Stores.NONE);

  /** These are in line. */
  public static StoresInLine with(Stores stores) {
    return new StoresInLine(stores, null);
  }

  /** The same, while these are being written. */
  StoresInLine coming(Stores instead) {
    return new StoresInLine(stores, instead);
  }

  /** Whether the stores are as they were when they were in line, or as they are being written. */
  boolean has(Stores written) {
    return stores.equals(written) || written.equals(coming);
  }

  /** Returns the same, with the stores in line if their file and those in force agree. */
  StoresInLine settled(StoresText text, Stores agreed) {
    boolean same = text.isRead() && (text.stores().equals(agreed) || text.stores().equals(coming));
    return same ? with(text.stores()) : this;
  }
}
