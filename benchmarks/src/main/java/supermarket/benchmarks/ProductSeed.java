package supermarket.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A made-up catalogue, the same each time: a third of the products is bound to {@code
 * buy-one-get-one-free}, a third to {@code bulk-price}, the others to {@code flat-price}.
 *
 * @param products how many there are
 * @param lists how many price lists there are beside the default one
 * @param listed the percentage of the products of which each list has a price of its own
 * @param stores how many there are; they sell by the lists in turns
 */
record ProductSeed(int products, int lists, int listed, int stores) {

  private static final int THIRDS = 3;
  private static final int LOWEST_CENTS = 50;
  private static final int HIGHEST_CENTS = 5_000;

  /** The code of a product, from 0. */
  static String code(int number) {
    return "P%08d".formatted(number);
  }

  /** The id of a store, from 0; of none that is named if there are none. */
  String store(int number) {
    return stores == 0 ? "sp1" : "s" + number % stores;
  }

  private static String list(int number) {
    return "list-" + number;
  }

  /** Writes the files of a catalogue and its stores. */
  void write(Path folder) throws IOException {
    writeProducts(folder.resolve("catalogue.json"));
    if (lists > 0 || stores > 0) {
      Files.writeString(folder.resolve("stores.json"), storesFile());
    }
  }

  private String storesFile() {
    String[] zones = {"Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"};
    return IntStream.range(0, lists)
            .mapToObj(list -> "\"%s\": \"EUR\"".formatted(list(list)))
            .collect(Collectors.joining(", ", "{\"price_lists\": {", "},\n \"stores\": [\n  "))
        + IntStream.range(0, stores)
            .mapToObj(
                store ->
                    "{\"id\": \"%s\", \"zone\": \"%s\", \"price_list\": \"%s\"}"
                        .formatted(
                            store(store),
                            zones[store % zones.length],
                            lists == 0 ? "default" : list(store % lists)))
            .collect(Collectors.joining(",\n  ", "", "]}\n"));
  }

  /** Writes another price for each product, as another system would. */
  void writePrices(Path file, int cents) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("code,unit_price\n");
      for (int i = 0; i < products; i++) {
        out.write(code(i) + "," + amount(cents + i % HIGHEST_CENTS) + "\n");
      }
    }
  }

  private void writeProducts(Path file) throws IOException {
    Random random = new Random(products);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("{\"currency\": \"EUR\", \"products\": [");
      for (int i = 0; i < products; i++) {
        int cents = LOWEST_CENTS + random.nextInt(HIGHEST_CENTS);
        out.write(i == 0 ? "\n" : ",\n");
        out.write(
            "  {\"code\": \"%s\", \"name\": \"Product number %d\", \"unit_price\": %s, %s%s}"
                .formatted(code(i), i, amount(cents), rule(i, cents), prices(i, cents)));
      }
      out.write("]}\n");
    }
  }

  private String prices(int number, int cents) {
    String prices =
        IntStream.range(0, lists)
            .filter(list -> (number * 31L + list * 17L) % 100 < listed)
            .mapToObj(
                list ->
                    "{\"list\": \"%s\", \"unit_price\": %s}"
                        .formatted(list(list), amount(cents + list)))
            .collect(Collectors.joining(", "));
    return prices.isEmpty() ? "" : ", \"prices\": [" + prices + "]";
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
