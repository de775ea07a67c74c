package supermarket.product.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import supermarket.basket.api.catalogue.Product;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.Products;
import supermarket.product.manager.catalogue.Written;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * The rules that strategies are still to be asked for. Only products that have changed are looked
 * at, unless a strategy comes.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
final class MissingRules {

  private final Rules rules;

  /** The codes of the products whose rules may be missing. */
  private final Set<String> unasked = new HashSet<>();

  MissingRules(Rules rules) {
    this.rules = rules;
  }

  /** The rules of these products may be missing. */
  void mayBe(Collection<String> codes) {
    unasked.addAll(codes);
  }

  /** The rules of the products that are bound to a name may be missing. */
  void mayBeOf(String strategy, Agreed agreed) {
    for (Product product : agreed.products()) {
      if (product.strategies().contains(strategy)) {
        unasked.add(product.code());
      }
    }
  }

  /** Returns what all strategies are to be asked for; none of it is forgotten before it is made. */
  List<Order> of(Agreed agreed, Written written, RegisteredStrategies strategies) {
    List<Product> entries = new ArrayList<>(edited(agreed, written));
    for (String code : unasked) {
      Product product = agreed.products().get(code);
      if (product != null) {
        entries.add(product);
      }
    }
    List<Order> missing = rules.missing(strategies.all(), entries);
    if (missing.isEmpty()) {
      unasked.clear();
    }
    return missing;
  }

  /** Returns what some strategies are to be asked for. */
  List<Order> of(Agreed agreed, Written written, List<RegisteredStrategy> which) {
    List<Product> entries = new ArrayList<>(edited(agreed, written));
    agreed.products().forEach(entries::add);
    return rules.missing(which, entries);
  }

  /** Entries that the author of the file has changed, of products that are there already. */
  private static List<Product> edited(Agreed agreed, Written written) {
    Products products = agreed.products();
    return written.others().stream().filter(each -> products.has(each.code())).toList();
  }
}
