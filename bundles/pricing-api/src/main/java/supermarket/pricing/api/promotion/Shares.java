package supermarket.pricing.api.promotion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import supermarket.pricing.api.Share;

/** What is paid of the pieces of a slot, the dearest first. */
public final class Shares {

  private Shares() {}

  /**
   * Returns the same share for each piece.
   *
   * @param count how many pieces, at most {@link Deal#MOST_PIECES}
   */
  public static List<Share> each(long count, Share share) {
    require(count);
    return Collections.nCopies((int) count, share);
  }

  /**
   * Returns that all pieces but the cheapest are paid.
   *
   * @param count how many pieces there are
   * @param cheapest how many of them are the cheapest, from 0 to {@code count}
   * @param share what is paid of these
   * @throws IllegalArgumentException if there are not so many
   */
  public static List<Share> allBut(long count, long cheapest, Share share) {
    require(count);
    if (cheapest < 0 || cheapest > count) {
      throw new IllegalArgumentException(
          "the cheapest " + cheapest + " of " + count + " pieces: there are not so many");
    }
    List<Share> shares = new ArrayList<>(each(count - cheapest, Share.WHOLE));
    shares.addAll(each(cheapest, share));
    return shares;
  }

  private static void require(long count) {
    if (count < 0 || count > Deal.MOST_PIECES) {
      throw new IllegalArgumentException(
          count + " pieces, but one application takes at most " + Deal.MOST_PIECES);
    }
  }
}
