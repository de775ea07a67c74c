package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.CatalogueWriter;
import supermarket.product.manager.catalogue.LastChanges;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.rule.Rules.Order;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * The changes that operators make to products by command: prices, strategies, and their undoing.
 * Each is written to the catalogue's file and published at one moment, or not at all.
 *
 * <p>Thread safety: any thread; changes are made one after another under the assortment's monitor.
 */
final class ProductChanges {

  private static final Logger LOG = LoggerFactory.getLogger(ProductChanges.class);

  private final Assortment assortment;
  private final CatalogueSource source;
  private final Rules rules;

  @GuardedBy("assortment")
  private final LastChanges last = new LastChanges();

  ProductChanges(Assortment assortment, CatalogueSource source, Rules rules) {
    this.assortment = assortment;
    this.source = source;
    this.rules = rules;
  }

  /** Changes a price; see {@link supermarket.basket.api.catalogue.Catalogue#changePrice}. */
  ProductStatus price(String code, String amount, Map<String, String> parameters, boolean force)
      throws IOException {
    return change(code, product -> LastChanges.price(product, amount, parameters, force));
  }

  /** Changes a strategy; see {@link supermarket.basket.api.catalogue.Catalogue#changeStrategy}. */
  ProductStatus strategy(String code, String strategy, Map<String, String> parameters)
      throws IOException {
    return change(
        code,
        product -> {
          refuseUnknown(strategy);
          return new Product(code, product.name(), product.unitPrice(), strategy, parameters);
        });
  }

  private void refuseUnknown(String strategy) {
    synchronized (assortment) {
      if (assortment.strategies().named(strategy).isEmpty()) {
        throw new IllegalArgumentException(assortment.strategies().unknown(strategy));
      }
    }
  }

  /** Takes back the last change; see {@link supermarket.basket.api.catalogue.Catalogue#undo}. */
  ProductStatus undo(String code) throws IOException {
    return change(code, this::before);
  }

  private Product before(Product present) {
    synchronized (assortment) {
      return last.before(present);
    }
  }

  /** Asks for the rule first, without a lock; then file and edition are changed at once. */
  private ProductStatus change(String code, UnaryOperator<Product> edit) throws IOException {
    try {
      Optional<ProductStatus> changed = tryChange(code, edit);
      while (changed.isEmpty()) {
        changed = tryChange(code, edit);
      }
      return changed.get();
    } catch (FileSystemException e) {
      throw new IOException(source + " " + source.words(e), e);
    }
  }

  /** Makes the change, or asks for the rules that it needs; then it is empty. */
  private Optional<ProductStatus> tryChange(String code, UnaryOperator<Product> edit)
      throws IOException {
    List<Order> missing;
    synchronized (assortment) {
      CatalogueText present = source.readNow();
      Product before = entry(present, code);
      Product after = edit.apply(before);
      missing = rules.missing(assortment.strategies().all(), List.of(after));
      if (missing.isEmpty()) {
        return Optional.of(commit(present, before, after));
      }
    }
    if (!rules.make(missing)) {
      throw new IOException("asking for the rule was interrupted; nothing is changed");
    }
    return Optional.empty();
  }

  private static Product entry(CatalogueText present, String code) {
    Product product = present.products().get(code);
    if (product == null) {
      String why = present.rejected().get(code);
      throw new IllegalArgumentException(
          why == null
              ? "the catalogue has no product '" + code + "'"
              : "product '"
                  + code
                  + "' cannot be changed: its entry in the catalogue is wrong: "
                  + why);
    }
    return product;
  }

  /** From the moment that the file is written nothing can fail. */
  @GuardedBy("assortment")
  private ProductStatus commit(CatalogueText present, Product before, Product after)
      throws IOException {
    refuseIfRefused(assortment.strategies().named(after.strategy()), after);
    refuseIfRefused(assortment.strategies().canary(after.strategy()), after);
    source.write(CatalogueWriter.replace(present, after));
    last.retain(assortment.editions().products().keySet());
    last.made(before, after);
    LOG.info(
        "product {} is changed: {} by {} {}",
        after.code(),
        after.unitPrice(),
        after.strategy(),
        after.parameters());
    return assortment.product(after.code()).orElseThrow();
  }

  private void refuseIfRefused(Optional<RegisteredStrategy> strategy, Product product) {
    if (strategy.isPresent()
        && assortment.known(strategy.get(), product) instanceof Offer.Unavailable(String why)) {
      throw new IllegalArgumentException(why);
    }
  }
}
