package supermarket.benchmarks;

import java.net.URI;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Baskets of ten lines of a made-up catalogue, the same each time.
 *
 * <p>Thread safety: used by one thread.
 */
final class CatalogueBaskets implements Supplier<OpenLoop.Basket> {

  private static final int LINES = 10;

  /** Of so many stores, one after another by chance. */
  private static final int STORES = 100_000;

  private final URI address;
  private final ProductSeed seed;
  private final Random random = new Random(1);

  /** For a server that has this catalogue. */
  CatalogueBaskets(URI address, ProductSeed seed) {
    this.address = address;
    this.seed = seed;
  }

  @Override
  public OpenLoop.Basket get() {
    String items =
        IntStream.range(0, LINES)
            .mapToObj(i -> "\"" + ProductSeed.code(random.nextInt(seed.products())) + "\"")
            .collect(Collectors.joining(","));
    byte[] request =
        Till.request(
            address,
            "{\"supermarket_id\":\"%s\",\"user_id\":\"u%d\",\"items\":[%s]}"
                .formatted(seed.store(random.nextInt(STORES)), random.nextInt(1_000), items));
    return () -> request;
  }
}
