package supermarket.basket.api.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.promotion.Promotions;

/**
 * The catalogue as the chain agrees on it: what somebody wants to change, what speaks against it,
 * and the change itself. Provided by the product manager, used by the deployer, which asks the
 * chain.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface CatalogueStage {

  /**
   * Returns what the author of the catalogue's file wants changed: what differs from the file as it
   * was in line with the catalogue last. An entry that is written wrongly, or that a product which
   * has a price cannot be priced with, is left out; it is told as a fault.
   *
   * @return empty if there is nothing, or it is not known yet
   */
  Optional<CatalogueChange> edited();

  /**
   * Returns a change that changes nothing, for a chain that begins with the catalogue of this node.
   *
   * @return empty if this node has no product
   */
  Optional<CatalogueChange> present();

  /**
   * Returns the change of a product's unit price.
   *
   * @param amount a plain decimal in the currency of the price list, such as {@code 3.25}, or
   *     {@code none} if a price of a list or a time is to go
   * @param parameters parameters of its rule that change with it; the others stay
   * @param scope in which price list, and when
   * @param force whether a price of more than twice or less than half of the present one is meant
   * @throws IllegalArgumentException if there is no such product, or the amount is no price in its
   *     currency or too far from the present one
   */
  CatalogueChange price(
      String code, String amount, Map<String, String> parameters, PriceScope scope, boolean force);

  /**
   * Returns the change of the strategy that prices a product.
   *
   * @throws IllegalArgumentException if there is no such product or live strategy
   */
  CatalogueChange strategy(String code, String strategy, Map<String, String> parameters);

  /**
   * Returns the change that makes others of the present stores and price lists.
   *
   * @param change what becomes of them; called once, by this thread
   * @throws IllegalArgumentException if that does, or nothing would differ
   */
  CatalogueChange stores(UnaryOperator<Stores> change);

  /**
   * Returns the change that makes others of the present promotions.
   *
   * @param change what becomes of them; called once, by this thread
   * @throws IllegalArgumentException if that does, or nothing would differ
   */
  CatalogueChange promotions(UnaryOperator<Promotions> change);

  /**
   * Returns the change that adds a product.
   *
   * @throws IllegalArgumentException if there is such a product, no such live strategy, or
   *     something is written wrongly
   */
  CatalogueChange add(ProductEntry entry);

  /**
   * Returns the change of what an entry says of a product. What it does not say stays: an empty
   * name, amount, currency or strategy. Parameters stay too, unless the strategy becomes another.
   *
   * @param force whether a price of more than twice or less than half of the present one, another
   *     currency or another measure is meant
   * @throws IllegalArgumentException if there is no such product or live strategy, something is
   *     written wrongly, or the price is too far from the present one
   */
  CatalogueChange change(ProductEntry entry, boolean force);

  /**
   * Returns the change that takes a product away.
   *
   * @throws IllegalArgumentException if there is no such product, or no other one
   */
  CatalogueChange remove(String code);

  /**
   * Returns the change that a file asks for. An entry of a product that is there need not say what
   * stays as it is.
   *
   * @param file its name ends in {@code .csv}, {@code .jsonl} or {@code .json}
   * @param isComplete whether products that it does not name go
   * @param scope what rows are of that name no price list and no time
   * @param force whether more than the set share of the products may change or go
   * @throws IllegalArgumentException if the file cannot be read, anything in it is wrong, or too
   *     much would change; a line for each reason
   */
  CatalogueChange read(Path file, boolean isComplete, PriceScope scope, boolean force);

  /**
   * Returns what takes back the last change of a product since the start. Taking back twice makes
   * the change again.
   *
   * @throws IllegalArgumentException if there is no such product or change
   */
  CatalogueChange undo(String code);

  /**
   * Asks the strategies for the rules that a change needs.
   *
   * @param isStrict whether it is refused too if the product has no price anyway, or if a version
   *     on trial refuses it; if not, a version on trial prices for nobody for as long as it refuses
   *     one
   * @return what speaks against the change, one sentence each; empty if nothing does
   */
  List<String> rehearse(CatalogueChange change, boolean isStrict);

  /**
   * Returns what changes until the catalogue is that of a file with some changes.
   *
   * @param base a file that {@link #write} has written
   * @throws IOException if it cannot be read, or is no catalogue
   */
  CatalogueChange until(Path base, CatalogueChange since) throws IOException;

  /**
   * Returns a product of a catalogue.
   *
   * @param base a file that {@link #write} has written
   * @return empty if it has none of this code
   * @throws IOException if it cannot be read, or is no catalogue
   */
  Optional<Product> product(Path base, String code) throws IOException;

  /**
   * Writes the whole catalogue as it is after a change.
   *
   * @throws IOException if the file cannot be written
   */
  void write(Path file, CatalogueChange change) throws IOException;

  /**
   * Makes a change: one edition is published.
   *
   * @param revision the revision of the chain that it is of
   */
  void make(CatalogueChange change, RevisionId revision);
}
