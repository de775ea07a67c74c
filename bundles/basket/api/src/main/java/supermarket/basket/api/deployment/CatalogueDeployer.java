package supermarket.basket.api.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;

/**
 * Changes products, on all nodes of the chain at one moment, or on none. What the author of the
 * catalogue's file changes needs no call. Provided by the deployer, used by the shell.
 *
 * <p>Thread safety: all methods may be called by any thread; deployments are made one after
 * another. None throws for what is wrong with a change: the {@link Deployment} says it.
 */
@ProviderType
public interface CatalogueDeployer {

  /**
   * Changes a product's unit price, for all baskets that start from now on. A price of more than
   * twice or less than half of the present one is refused, unless it is {@link Order#forced}.
   *
   * @param code the product's code
   * @param amount a plain decimal in the currency of the price list, such as {@code 3.25}, or
   *     {@code none} if a price of a list or a time is to go
   * @param parameters parameters of its rule that change with it; the others stay
   * @param scope in which price list, and when on the clock of each store
   */
  Deployment price(
      String code, String amount, Map<String, String> parameters, PriceScope scope, Order order);

  /**
   * Tells what a price would make of the lines of its product that were priced last on this node,
   * before promotions. Nothing is changed.
   *
   * @param amount as with {@link #price}; how far it is from the present one does not matter
   * @return refused if that cannot be the price, or nothing can be compared
   */
  Findings preview(String code, String amount, Map<String, String> parameters, PriceScope scope);

  /**
   * Changes which strategy prices a product, for all baskets that start from now on.
   *
   * @param code the product's code
   * @param strategy the name of a live strategy
   */
  Deployment strategy(String code, String strategy, Map<String, String> parameters, Order order);

  /** Adds a product. */
  Deployment add(ProductEntry entry, Order order);

  /**
   * Takes a product away: baskets that start from now on cannot have it.
   *
   * @param code the product's code
   */
  Deployment remove(String code, Order order);

  /**
   * Changes stores or price lists.
   *
   * @param what which of them, for the record, such as {@code store 7}
   * @param change what becomes of those that are there; an {@link IllegalArgumentException} says
   *     why that cannot be
   */
  Deployment stores(String what, UnaryOperator<Stores> change, Order order);

  /**
   * Changes promotions, or the sets of products that they name.
   *
   * @param what which of them, for the record, such as {@code promotion lunch}
   * @param change what becomes of those that are there; an {@link IllegalArgumentException} says
   *     why that cannot be
   */
  Deployment promotions(String what, UnaryOperator<Promotions> change, Order order);

  /**
   * Changes what a file says, all of it at one moment, or nothing if anything in it is wrong. More
   * than a set share of the products changes only if it is {@link Order#forced}.
   *
   * @param file CSV, JSON Lines or JSON, by the end of its name
   * @param isComplete whether products that it does not name go
   * @param scope what rows are of that name no price list and no time
   */
  Deployment read(Path file, boolean isComplete, PriceScope scope, Order order);

  /**
   * Goes back to the catalogue that was in force with a revision of the shelf: whatever has changed
   * since, by whichever door, is taken back at one moment.
   */
  Deployment rollBack(long revision, Order order);

  /**
   * Changes what an entry says of a product. What it does not say stays: an empty name, amount,
   * currency or strategy. Parameters stay too, unless the strategy becomes another one. A price is
   * bound as with {@link #price}; another currency or measure wants {@link Order#forced} too.
   */
  Deployment change(ProductEntry entry, Order order);

  /**
   * Takes back the last change of a product since the start of this node. Taking back twice makes
   * the change again.
   *
   * @param code the product's code
   */
  Deployment undo(String code, Order order);

  /**
   * Returns what has become of a product, as far back as the shelf remembers.
   *
   * @param code the product's code; it may be gone
   * @param most how many changes at most, at least 1
   * @throws IOException if the shelf cannot be read, which the message tells in words
   */
  ProductHistory history(String code, int most) throws IOException;
}
