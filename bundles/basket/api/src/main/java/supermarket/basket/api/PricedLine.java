package supermarket.basket.api;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One line of a priced basket.
 *
 * @param product the product's code
 * @param name what the product is called on a receipt; may be empty
 * @param vatClass the VAT class of the product; empty if it names none
 * @param quantity how many, at least 1; 1 if it was weighed
 * @param unitPrice the price of one, or of a kilogram if it was weighed
 * @param cost the cost of the line, in the currency of the unit price: by its rule, or without it,
 *     and less what promotions took off
 * @param strategy the name of the strategy that priced it; empty for a deposit, which is outside of
 *     any rule
 * @param strategyVersion the version of the strategy's bundle; empty for a deposit
 * @param weight what it weighs; null if it was counted
 * @param scanned the codes of the items that it prices; empty if that is the product's code
 * @param allocations what promotions took off it, in the order in which they were applied
 */
public record PricedLine(
    String product,
    String name,
    String vatClass,
    long quantity,
    Money unitPrice,
    Money cost,
    String strategy,
    String strategyVersion,
    @Nullable Weight weight,
    List<String> scanned,
    List<Allocation> allocations) {

  /**
   * Checks the quantity.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public PricedLine {
    scanned = List.copyOf(scanned);
    allocations = List.copyOf(allocations);
    if (quantity < 1) {
      throw new IllegalArgumentException("a priced line of " + quantity + " pieces");
    }
  }

  /** A line of which nothing is said for a receipt. */
  public PricedLine(
      String product,
      long quantity,
      Money unitPrice,
      Money cost,
      String strategy,
      String strategyVersion,
      @Nullable Weight weight) {
    this(
        product,
        "",
        "",
        quantity,
        unitPrice,
        cost,
        strategy,
        strategyVersion,
        weight,
        List.of(),
        List.of());
  }

  /** A line of pieces of which nothing is said for a receipt. */
  public PricedLine(
      String product,
      long quantity,
      Money unitPrice,
      Money cost,
      String strategy,
      String strategyVersion) {
    this(product, quantity, unitPrice, cost, strategy, strategyVersion, null);
  }

  /** A deposit, which so many of other products bring. */
  public static PricedLine deposit(
      String product, String name, String vatClass, long quantity, Money unitPrice) {
    return new PricedLine(
        product,
        name,
        vatClass,
        quantity,
        unitPrice,
        unitPrice.multipliedBy(quantity),
        "",
        "",
        null,
        List.of(),
        List.of());
  }

  /** Returns whether it is a deposit that other products bring. */
  public boolean isDeposit() {
    return strategy.isEmpty();
  }

  /** Returns the same with what a receipt says of the product. */
  public PricedLine with(String itsName, String itsVatClass) {
    return onReceipt(itsName, itsVatClass, scanned);
  }

  /** Returns the same with what a receipt says of the product, and what was scanned. */
  public PricedLine onReceipt(String itsName, String itsVatClass, List<String> itsScanned) {
    return new PricedLine(
        product,
        itsName,
        itsVatClass,
        quantity,
        unitPrice,
        cost,
        strategy,
        strategyVersion,
        weight,
        itsScanned,
        allocations);
  }

  /** Returns the same with what it costs with promotions, and what they took off it. */
  public PricedLine with(Money itsCost, List<Allocation> itsAllocations) {
    return new PricedLine(
        product,
        name,
        vatClass,
        quantity,
        unitPrice,
        itsCost,
        strategy,
        strategyVersion,
        weight,
        scanned,
        itsAllocations);
  }

  /** Returns the same with the codes of the items that it prices. */
  public PricedLine of(List<String> itsScanned) {
    return onReceipt(name, vatClass, itsScanned);
  }

  /** Returns the codes of the items that it prices. */
  public List<String> codes() {
    return scanned.isEmpty() ? List.of(product) : scanned;
  }

  /** Returns how much less it costs than without any rule; negative if it costs more. */
  public Money saving() {
    return plainCost().minus(cost);
  }

  /** Returns what it would cost without any rule. */
  public Money plainCost() {
    Money price = pricePerPiece();
    return quantity == 1 ? price : price.multipliedBy(quantity);
  }

  /** Returns the price of one piece, which its weight fixes if it was weighed. */
  public Money pricePerPiece() {
    return weight == null ? unitPrice : weight.priceAt(unitPrice);
  }
}
