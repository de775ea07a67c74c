package supermarket.product.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import supermarket.basket.api.catalogue.Offer;
import supermarket.library.text.Printable;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.edition.Editions;
import supermarket.product.manager.edition.Row;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.Successors;

/** Says what is wrong with products, one sentence each. */
final class ProductProblems {

  private ProductProblems() {}

  /**
   * Those of the newest edition. Products whose strategy was taken out a moment ago and may have a
   * successor soon are left out.
   */
  static List<String> of(
      CatalogueText text,
      Editions editions,
      RegisteredStrategies strategies,
      Successors successors) {
    List<String> problems = new ArrayList<>();
    editions
        .entryFaults()
        .forEach(
            (code, why) ->
                problems.add(
                    named(code)
                        + ": its entry in the catalogue is wrong: "
                        + why
                        + (editions.row(code) != null
                            ? "; its last good entry stays in force"
                            : "; it never had a good one and cannot be priced")));
    text.nameless()
        .forEach(why -> problems.add(why + "; products that are missing in the catalogue stay"));
    Map<String, List<String>> bound = new TreeMap<>();
    for (String code : editions.unpriced()) {
      Row row = Objects.requireNonNull(editions.row(code));
      String strategy = row.product().strategy();
      if (row.offer() instanceof Offer.Unavailable(String why) && !successors.awaited(strategy)) {
        if (strategies.named(strategy).isEmpty()) {
          bound.computeIfAbsent(strategy, name -> new ArrayList<>()).add(code);
        } else {
          problems.add(named(code) + " cannot be priced: " + why);
        }
      }
    }
    bound.forEach(
        (strategy, codes) ->
            problems.add(
                strategies.unknown(strategy)
                    + ": "
                    + named(codes.getFirst())
                    + (codes.size() == 1 ? "" : " and " + (codes.size() - 1) + " more")
                    + " cannot be priced"));
    return problems;
  }

  private static String named(String code) {
    return "product " + Printable.of(code, 64);
  }
}
