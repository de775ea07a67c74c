package supermarket.basket.api.operation;

import java.util.Objects;

/**
 * One thing that is wrong at this node. Immutable.
 *
 * @param part what is in trouble, such as {@code catalogue} or {@code configuration}; never empty
 * @param gravity what it means for baskets
 * @param text what, where and what to do about it; one line for operators, never empty
 * @param passing whether it may end without anything being done at this node, such as a broker that
 *     is away; a node that starts waits for that, and ends for any other trouble that keeps it from
 *     being ready
 */
public record Trouble(String part, Gravity gravity, String text, boolean passing) {

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

  /** A trouble that does not pass by itself. */
  public Trouble(String part, Gravity gravity, String text) {
    this(part, gravity, text, false);
  }

  /** Such as {@code catalogue: etc/catalogue.json is missing}. */
  @Override
  public String toString() {
    return part + ": " + text;
  }
}
