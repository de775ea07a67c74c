package supermarket.product.manager.edition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vavr.collection.HashMap;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The codes of the products of one or more editions, in their order: sorted when somebody asks for
 * them, once for all editions that have the same ones. They are sorted on another thread, since
 * whoever asks is on one that baskets need.
 *
 * <p>Thread safety: guarded by its monitor.
 */
final class SortedCodes {

  private static final Executor SORTING =
      task -> Thread.ofPlatform().name("catalogue-codes").daemon().start(task);

  @GuardedBy("this")
  private @Nullable CompletableFuture<String[]> sorted;

  /**
   * Returns some of them.
   *
   * @param all products of exactly these codes
   * @param after the code after which they begin
   * @param most how many at most
   */
  List<String> after(String after, int most, HashMap<String, Row> all) {
    String[] codes = sorted(all).join();
    int found = Arrays.binarySearch(codes, after);
    int first = found >= 0 ? found + 1 : -found - 1;
    return List.of(Arrays.copyOfRange(codes, first, Math.min(first + most, codes.length)));
  }

  private synchronized CompletableFuture<String[]> sorted(HashMap<String, Row> all) {
    CompletableFuture<String[]> present = sorted;
    if (present == null || present.isCompletedExceptionally()) {
      present = CompletableFuture.supplyAsync(() -> sort(all), SORTING);
      sorted = present;
    }
    return present;
  }

  private static String[] sort(HashMap<String, Row> all) {
    String[] codes = all.keySet().toJavaArray(String[]::new);
    Arrays.sort(codes);
    return codes;
  }
}
