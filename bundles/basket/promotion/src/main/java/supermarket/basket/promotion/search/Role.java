package supermarket.basket.promotion.search;

import java.util.Arrays;

/** A place of an offer that pieces take, the dearest first. */
public final class Role {

  private final int[] stocks;
  private final long[][] gains;
  private final long[] mosts;

  /**
   * A role.
   *
   * @param stocks which may take it, the dearest first, none twice
   * @param gains what a piece saves: by position, and by index in {@code stocks}
   */
  public Role(int[] stocks, long[][] gains) {
    this.stocks = stocks;
    this.gains = gains;
    this.mosts = new long[gains.length];
    for (int position = 0; position < gains.length; position++) {
      if (isRepeated(position)) {
        mosts[position] = mosts[position - 1];
        continue;
      }
      for (long gain : gains[position]) {
        mosts[position] = Math.max(mosts[position], gain);
      }
    }
  }

  /** Returns whether a position is known to gain the same as the one before. */
  @SuppressWarnings("ReferenceEquality") // equal arrays that are not the same are only more work
  private boolean isRepeated(int position) {
    return position > 0 && gains[position] == gains[position - 1];
  }

  /** Returns how many pieces take it in one application. */
  public int count() {
    return gains.length;
  }

  int size() {
    return stocks.length;
  }

  int stock(int index) {
    return stocks[index];
  }

  /** Returns what a piece saves. */
  public long gain(int position, int index) {
    return gains[position][index];
  }

  /** Returns what a piece of a stock saves. */
  public long gainOf(int position, int stock) {
    return gains[position][Arrays.binarySearch(stocks, stock)];
  }

  /** Returns what a piece saves at most in a position. */
  public long mostGain(int position) {
    return mosts[position];
  }

  /** Returns the same without what pieces save. */
  public Role withoutGains() {
    return new Role(stocks, new long[gains.length][stocks.length]);
  }

  /** Returns the same with other numbers of stocks. */
  Role renumbered(int[] numbers) {
    int[] others = new int[stocks.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = numbers[stocks[i]];
    }
    return new Role(others, gains);
  }

  /** Returns whether nothing is lost if each application takes neighbours in the order of price. */
  boolean isForNeighbours() {
    for (int position = 1; position < gains.length; position++) {
      if (isRepeated(position)) {
        continue;
      }
      for (int i = 1; i < stocks.length; i++) {
        if (gains[position][i] - gains[position - 1][i]
            > gains[position][i - 1] - gains[position - 1][i - 1]) {
          return false;
        }
      }
    }
    return true;
  }
}
