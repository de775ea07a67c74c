package supermarket.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supermarket.basket.api.catalogue.ProductEntry;

/** A product's entry as it is typed. */
final class Typed {

  private static final String NAME = "--name";
  private static final String PRICE = "--price";
  private static final String STRATEGY = "--strategy";
  private static final String SOLD_BY = "--sold-by";
  private static final Set<String> OPTIONS = Set.of(NAME, PRICE, STRATEGY, SOLD_BY);

  private Typed() {}

  /**
   * Returns a whole entry.
   *
   * @param words code, name, amount with or without a currency, strategy, and parameters
   * @param soldBy how it is sold; empty for by the piece
   */
  static ProductEntry whole(List<String> words, String soldBy) {
    return entry(
        words.get(0),
        words.get(1),
        words.get(2),
        words.get(3),
        soldBy,
        ProductText.parse(words.subList(4, words.size())));
  }

  /**
   * Returns what is to be changed of an entry.
   *
   * @param words the code, options each with a value, and parameters
   */
  static ProductEntry over(String code, List<String> words) {
    Map<String, String> values = new HashMap<>();
    List<String> parameters = new ArrayList<>();
    Iterator<String> each = words.subList(1, words.size()).iterator();
    while (each.hasNext()) {
      String word = each.next();
      if (word.startsWith("--") && !OPTIONS.contains(word)) {
        throw new CommandFailed(
            "'%s' is no option: there are %s, each with its value after a blank."
                .formatted(Text.safe(word), OPTIONS.stream().sorted().toList()));
      } else if (!OPTIONS.contains(word)) {
        parameters.add(word);
      } else if (!each.hasNext()) {
        throw new CommandFailed("After %s its value is missing.".formatted(word));
      } else if (values.put(word, each.next()) != null) {
        throw new CommandFailed("%s is given twice.".formatted(word));
      }
    }
    return entry(
        code,
        values.getOrDefault(NAME, ""),
        values.getOrDefault(PRICE, ""),
        values.getOrDefault(STRATEGY, ""),
        values.getOrDefault(SOLD_BY, ""),
        ProductText.parse(parameters));
  }

  private static ProductEntry entry(
      String code,
      String name,
      String amount,
      String strategy,
      String soldBy,
      Map<String, String> parameters) {
    String[] price = amount.strip().split(" +", 2);
    return new ProductEntry(
        code,
        name,
        price[price.length - 1],
        price.length == 1 ? "" : price[0],
        strategy,
        soldBy,
        parameters);
  }
}
