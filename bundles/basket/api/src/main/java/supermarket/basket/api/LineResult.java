package supermarket.basket.api;

/** What became of one line. */
public sealed interface LineResult {

  /**
   * The line has a cost.
   *
   * @param line the priced line
   */
  record Priced(PricedLine line) implements LineResult {}

  /**
   * The line has no cost.
   *
   * @param product the product's code
   * @param reason why
   * @param detail one sentence for people, no stack trace
   */
  record Failed(String product, Reason reason, String detail) implements LineResult {}
}
