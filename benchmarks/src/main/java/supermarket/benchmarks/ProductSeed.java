package supermarket.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A made-up catalogue, the same each time: a third of the products is bound to {@code
 * buy-one-get-one-free}, a third to {@code bulk-price}, the others to {@code flat-price}.
 */
final class ProductSeed {

  private static final int THIRDS = 3;
  private static final int LOWEST_CENTS = 50;
  private static final int HIGHEST_CENTS = 5_000;

  private ProductSeed() {}

  /** The code of a product, from 0. */
  static String code(int number) {
    return "P%08d".formatted(number);
  }

  /** Writes the catalogue. */
  static void write(Path file, int products) throws IOException {
    Random random = new Random(products);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("{\"currency\": \"EUR\", \"products\": [");
      for (int i = 0; i < products; i++) {
        int cents = LOWEST_CENTS + random.nextInt(HIGHEST_CENTS);
        out.write(i == 0 ? "\n" : ",\n");
        out.write(
            "  {\"code\": \"%s\", \"name\": \"Product number %d\", \"unit_price\": %s, %s}"
                .formatted(code(i), i, amount(cents), rule(i, cents)));
      }
      out.write("]}\n");
    }
  }

  private static String rule(int number, int cents) {
    return switch (number % THIRDS) {
      case 0 -> "\"strategy\": \"buy-one-get-one-free\"";
      case 1 ->
          "\"strategy\": \"bulk-price\", \"parameters\": {\"from\": 3, \"price\": %s}"
              .formatted(amount(cents * 9 / 10));
      default -> "\"strategy\": \"flat-price\"";
    };
  }

  static String amount(int cents) {
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }
}
