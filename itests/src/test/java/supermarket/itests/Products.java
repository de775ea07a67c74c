package supermarket.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import supermarket.basket.api.catalogue.Catalogue;

/** Adds products for a test of its own to the catalogue, by editing the file as a person would. */
final class Products {

  private Products() {}

  /** Adds a product of 5 EUR; it is known when this returns. */
  static void add(Path home, Catalogue catalogue, String code, String strategy) throws IOException {
    write(home, code, strategy);
    await().until(() -> catalogue.product(code).isPresent());
  }

  /** Adds a product of 5 EUR to the file; a runtime will read it. */
  static void write(Path home, String code, String strategy) throws IOException {
    write(home, code, "5.00", strategy);
  }

  /** Adds a product to the file. */
  static void write(Path home, String code, String price, String strategy) throws IOException {
    Path file = home.resolve("etc/catalogue.json");
    String text = Files.readString(file);
    int end = text.lastIndexOf(']');
    Files.writeString(
        file,
        text.substring(0, end)
            + ", {\"code\": \"%s\", \"unit_price\": %s, \"strategy\": \"%s\"}"
                .formatted(code, price, strategy)
            + text.substring(end));
  }

  /** The version of a strategy that is in use; empty if there is none. */
  static String version(Catalogue catalogue, String strategy) {
    return catalogue.strategies().stream()
        .filter(status -> status.id().name().equals(strategy) && status.inUse())
        .map(status -> status.id().version())
        .findFirst()
        .orElse("");
  }
}
