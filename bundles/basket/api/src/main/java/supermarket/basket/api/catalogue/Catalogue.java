package supermarket.basket.api.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The catalogue and the live strategies, for operators. Provided by the product manager.
 *
 * <p>Thread safety: all methods may be called by any thread; changes are made one after another.
 */
@ProviderType
public interface Catalogue {

  /** All products, by code. */
  List<ProductStatus> products();

  /** One product. */
  Optional<ProductStatus> product(String code);

  /** All live strategies, by name, the one that is in use before those it stands in front of. */
  List<StrategyStatus> strategies();

  /**
   * What is wrong with the catalogue's file and with the strategies' names, one sentence each;
   * empty if all is well.
   */
  List<String> problems();

  /**
   * Changes a product's unit price, for all baskets that start from now on, and writes it to the
   * catalogue's file.
   *
   * @param amount a plain decimal in the product's currency, such as {@code 3.25}
   * @throws IllegalArgumentException if there is no such product, the amount is no price in its
   *     currency, or its rule does not accept it; nothing is changed then
   * @throws IOException if the file cannot be written; nothing is changed then
   */
  ProductStatus changePrice(String code, String amount) throws IOException;

  /**
   * Changes which strategy prices a product, for all baskets that start from now on, and writes it
   * to the catalogue's file.
   *
   * @throws IllegalArgumentException if there is no such product or live strategy, or the strategy
   *     does not accept the parameters; nothing is changed then
   * @throws IOException if the file cannot be written; nothing is changed then
   */
  ProductStatus changeStrategy(String code, String strategy, Map<String, String> parameters)
      throws IOException;

  /**
   * A product and whether it can be priced.
   *
   * @param product the product
   * @param offer what the present edition has for it
   */
  record ProductStatus(Product product, Offer offer) {}

  /**
   * A live strategy.
   *
   * @param id name, version, service
   * @param bundle symbolic name of its bundle
   * @param bundleId id of its bundle
   * @param ranking its service ranking
   * @param percent of the users whose baskets it is there for: 100 if it is live, 0 if it is dark
   * @param inUse whether it prices for them; false if another strategy of the same name stands in
   *     front of it
   * @param products the codes of the products that it prices, sorted
   */
  record StrategyStatus(
      StrategyId id,
      String bundle,
      long bundleId,
      int ranking,
      int percent,
      boolean inUse,
      List<String> products) {
    /** Takes an unmodifiable copy of the products. */
    public StrategyStatus {
      products = List.copyOf(products);
    }
  }
}
