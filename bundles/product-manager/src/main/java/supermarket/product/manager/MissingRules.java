package supermarket.product.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.BoundTerms;
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
  private final BoundTerms bound = new BoundTerms();

  /** The codes of the products whose rules may be missing. */
  private final Set<String> unasked = new HashSet<>();

  /** The strategies of which any rule may be missing. */
  private final Set<String> unaskedStrategies = new HashSet<>();

  MissingRules(Rules rules) {
    this.rules = rules;
  }

  /** The terms that products have. */
  BoundTerms bound() {
    return bound;
  }

  /** These products have come, or changed, or gone. */
  void change(Collection<String> codes, Products before, Products after) {
    bound.change(codes, before, after);
    unasked.addAll(codes);
  }

  /** The rules of the products that are bound to a name may be missing. */
  void mayBeOf(String strategy) {
    unaskedStrategies.add(strategy);
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
    List<RegisteredStrategy> all = strategies.all();
    List<RegisteredStrategy> named =
        all.stream().filter(each -> unaskedStrategies.contains(each.id().name())).toList();
    Set<Order> missing = new LinkedHashSet<>(ofBound(agreed, named));
    missing.addAll(rules.missing(all, entries));
    if (missing.isEmpty()) {
      unasked.clear();
      unaskedStrategies.clear();
    }
    return List.copyOf(missing);
  }

  /** Returns what some strategies are to be asked for. */
  List<Order> of(Agreed agreed, Written written, List<RegisteredStrategy> which) {
    Set<Order> missing = new LinkedHashSet<>(ofBound(agreed, which));
    missing.addAll(rules.missing(which, edited(agreed, written)));
    return List.copyOf(missing);
  }

  private List<Order> ofBound(Agreed agreed, List<RegisteredStrategy> which) {
    List<Order> missing = new ArrayList<>();
    for (RegisteredStrategy strategy : which) {
      if (strategy.isKind()) {
        continue;
      }
      for (ProductTerms terms : bound.of(strategy.id().name())) {
        if (rules.known(strategy, terms).isEmpty()) {
          missing.add(new Order(strategy, terms, bound.product(terms, agreed.products())));
        }
      }
    }
    return missing;
  }

  /** Entries that the author of the file has changed, of products that are there already. */
  private static List<Product> edited(Agreed agreed, Written written) {
    Products products = agreed.products();
    return written.edited().stream().filter(each -> products.has(each.code())).toList();
  }
}
