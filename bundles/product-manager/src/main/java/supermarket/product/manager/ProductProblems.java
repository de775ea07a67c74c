package supermarket.product.manager;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    List<String> bound = new ArrayList<>();
    editions
        .unpriced()
        .forEach(
            (strategy, codes) -> {
              if (successors.awaited(strategy)) {
                return;
              }
              if (strategies.named(strategy).isEmpty()) {
                bound.add(strategies.unknown(strategy) + ": " + cannotBePriced(codes));
              } else {
                codes.stream()
                    .sorted()
                    .forEach(code -> problems.add(cannotBePriced(code, editions.row(code))));
              }
            });
    problems.addAll(bound);
    return problems;
  }

  private static String cannotBePriced(Set<String> codes) {
    String more = codes.size() == 1 ? "" : " and " + (codes.size() - 1) + " more";
    return named(Collections.min(codes)) + more + " cannot be priced";
  }

  private static String cannotBePriced(String code, @Nullable Row row) {
    String why = row == null ? "" : row.flaw().orElse("");
    return named(code) + " cannot be priced: " + why;
  }

  private static String named(String code) {
    return "product " + Printable.of(code, 64);
  }
}
