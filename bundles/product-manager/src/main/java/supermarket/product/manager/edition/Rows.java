package supermarket.product.manager.edition;

import io.vavr.collection.HashMap;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The products of an edition, by code. Immutable: the next edition shares with this all that has
 * not changed.
 */
public final class Rows implements Iterable<Row> {

  public static final Rows NONE = new Rows(HashMap.empty());

  private final HashMap<String, Row> byCode;

  private Rows(HashMap<String, Row> byCode) {
    this.byCode = byCode;
  }

  /** Returns the product of a code; null if there is none. */
  public @Nullable Row get(String code) {
    return byCode.getOrElse(code, null);
  }

  /** Returns how many there are. */
  public int size() {
    return byCode.size();
  }

  Rows with(Row row) {
    return new Rows(byCode.put(row.product().code(), row));
  }

  Rows without(String code) {
    return new Rows(byCode.remove(code));
  }

  @Override
  public Iterator<Row> iterator() {
    return byCode.valuesIterator();
  }
}
