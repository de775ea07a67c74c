package supermarket.product.manager.edition;

import io.vavr.collection.HashMap;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The products of an edition, by code. Immutable: the next edition shares with this all that has
 * not changed.
 */
public final class Rows implements Iterable<Row> {

  public static final Rows NONE = new Rows(HashMap.empty(), new SortedCodes());

  private final HashMap<String, Row> byCode;

  /** Of the products of all that were made of another by a change of a row. */
  private final SortedCodes codes;

  private Rows(HashMap<String, Row> byCode, SortedCodes codes) {
    this.byCode = byCode;
    this.codes = codes;
  }

  /** Returns the codes of some, in their order. */
  List<String> codes(String after, int most) {
    return codes.after(after, most, byCode);
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
    String code = row.product().code();
    return new Rows(byCode.put(code, row), byCode.containsKey(code) ? codes : new SortedCodes());
  }

  Rows without(String code) {
    return byCode.containsKey(code) ? new Rows(byCode.remove(code), new SortedCodes()) : this;
  }

  @Override
  public Iterator<Row> iterator() {
    return byCode.valuesIterator();
  }
}
