package supermarket.basket.api.catalogue;

/**
 * The users for whom the strategies of a bundle price: nobody, a share of the users, or everybody.
 * A user who is in a share is in every larger share of the same bundle too.
 *
 * @param percent of the users, from 0 to 100
 */
public record Audience(int percent) {

  /** The bundle is dark: its strategies are registered, and price nothing. */
  public static final Audience NOBODY = new Audience(0);

  /** The bundle is live. */
  public static final Audience EVERYBODY = new Audience(100);

  /**
   * Checks the percentage.
   *
   * @throws IllegalArgumentException if it is not from 0 to 100
   */
  public Audience {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(percent + " % of the users; 0 to 100 is possible");
    }
  }

  /** Whether it is nobody. */
  public boolean isNobody() {
    return percent == 0;
  }

  /** Whether it is everybody. */
  public boolean isEverybody() {
    return percent == 100;
  }
}
