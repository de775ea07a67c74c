package supermarket.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.ProductEntry;

/** A product's entry as it is typed. */
final class Typed {

  private static final String NAME = "--name";
  private static final String PRICE = "--price";
  private static final String STRATEGY = "--strategy";
  private static final String SOLD_BY = "--sold-by";

  /** The options that say what else there is to a product, by the name of the member. */
  private static final Map<String, String> DETAILS =
      Map.of("--vat", "vat", "--deposit", "deposit", "--gtins", "gtins", "--plu", "plu");

  private static final Set<String> OPTIONS =
      Stream.concat(Stream.of(NAME, PRICE, STRATEGY, SOLD_BY), DETAILS.keySet().stream())
          .collect(Collectors.toSet());

  private static final String LIST = "--list";
  private static final String FROM = "--from";
  private static final String UNTIL = "--until";

  /** The options that say where and when a price holds. */
  static final Set<String> SCOPE = Set.of(LIST, FROM, UNTIL);

  private Typed() {}

  /** Returns where and when a price holds. */
  static PriceScope scope(Options options) {
    try {
      return PriceScope.of(
          options.value(LIST).orElse(""),
          options.value(FROM).orElse(""),
          options.value(UNTIL).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(Text.sentence(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Returns a whole entry.
   *
   * @param given code, name, amount with or without a currency, strategy, and parameters; among
   *     them perhaps options with a value
   * @param soldBy how it is sold; empty for by the piece
   */
  static ProductEntry whole(String usage, List<String> given, String soldBy) {
    Options options = Options.of(DETAILS.keySet(), given);
    List<String> words = Arguments.atLeast(4, usage, options.words().toArray(new String[0]));
    return entry(
        words.get(0),
        words.get(1),
        words.get(2),
        words.get(3),
        soldBy,
        options,
        ProductText.parse(words.subList(4, words.size())));
  }

  /**
   * Returns what is to be changed of an entry.
   *
   * @param words the code, options each with a value, and parameters
   */
  static ProductEntry over(String code, List<String> words) {
    Options options = Options.of(OPTIONS, words.subList(1, words.size()));
    return entry(
        code,
        options.value(NAME).orElse(""),
        options.value(PRICE).orElse(""),
        options.value(STRATEGY).orElse(""),
        options.value(SOLD_BY).orElse(""),
        options,
        ProductText.parse(options.words()));
  }

  private static ProductEntry entry(
      String code,
      String name,
      String amount,
      String strategy,
      String soldBy,
      Options options,
      Map<String, String> parameters) {
    String[] price = amount.strip().split(" +", 2);
    return new ProductEntry(
        code,
        name,
        price[price.length - 1],
        price.length == 1 ? "" : price[0],
        strategy,
        soldBy,
        details(options),
        parameters);
  }

  private static Map<String, String> details(Options options) {
    Map<String, String> details = new TreeMap<>();
    DETAILS.forEach(
        (option, member) -> options.value(option).ifPresent(value -> details.put(member, value)));
    return details;
  }
}
