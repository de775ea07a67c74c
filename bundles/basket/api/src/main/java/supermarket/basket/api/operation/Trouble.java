package supermarket.basket.api.operation;

import java.util.Objects;

/**
 * One thing that is wrong at this node. Immutable.
 *
 * @param part what is in trouble, such as {@code catalogue} or {@code configuration}; never empty
 * @param gravity what it means for baskets
 * @param text what, where and what to do about it; one line for operators, never empty
 */
public record Trouble(String part, Gravity gravity, String text) {

  /** What a trouble means for baskets. */
  public enum Gravity {
    /** Baskets are priced all the same. */
    WARNING,
    /** Baskets cannot be priced by this node: it is not ready. */
    NOT_READY
  }

  /**
   * Checks what is stated above.
   *
   * @throws IllegalArgumentException if part or text is empty
   */
  public Trouble {
    Objects.requireNonNull(gravity, "gravity");
    if (part.isEmpty() || text.isEmpty()) {
      throw new IllegalArgumentException("a trouble without part or text: " + part + ", " + text);
    }
  }

  /** Such as {@code catalogue: etc/catalogue.json is missing}. */
  @Override
  public String toString() {
    return part + ": " + text;
  }
}
