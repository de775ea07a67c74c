package supermarket.product.manager.edition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vavr.collection.HashMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codes of the products of one or more editions, in their order: sorted when somebody asks for
 * them, once for all editions that have the same ones. Thread-safe: guarded by its monitor.
 */
final class SortedCodes {

  @GuardedBy("this")
  private String @Nullable [] sorted;

  /**
   * Returns some of them.
   *
   * @param all products of exactly these codes
   * @param after the code after which they begin
   * @param most how many at most
   */
  synchronized List<String> after(String after, int most, HashMap<String, Row> all) {
    String[] codes = sorted;
    if (codes == null) {
      codes = all.keySet().toJavaArray(String[]::new);
      Arrays.sort(codes);
      sorted = codes;
    }
    int found = Arrays.binarySearch(codes, after);
    int first = found >= 0 ? found + 1 : -found - 1;
    return List.of(Arrays.copyOfRange(codes, first, Math.min(first + most, codes.length)));
  }
}
