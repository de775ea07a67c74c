package supermarket.basket.promotion.allocation;

import java.math.BigInteger;

/** Fractions of amounts in minor units. */
public final class Fraction {

  private Fraction() {}

  /** Returns a fraction of an amount, rounded half-up. */
  public static long halfUp(long amount, long numerator, long denominator) {
    long product = amount * numerator;
    if (Math.multiplyHigh(amount, numerator) == 0 && product >= 0) {
      long rest = product % denominator;
      return product / denominator + (rest >= denominator - rest ? 1 : 0);
    }
    BigInteger[] parts = divided(amount, numerator, denominator);
    boolean isUp =
        parts[1].shiftLeft(1).compareTo(BigInteger.valueOf(denominator)) >= 0; // so many halves
    return parts[0].longValueExact() + (isUp ? 1 : 0);
  }

  /** Returns a fraction of an amount, rounded down. */
  static long floor(long amount, long numerator, long denominator) {
    return fits(amount, numerator)
        ? amount * numerator / denominator
        : divided(amount, numerator, denominator)[0].longValueExact();
  }

  /** Returns what is left over if a fraction of an amount is rounded down. */
  static long rest(long amount, long numerator, long denominator) {
    return fits(amount, numerator)
        ? amount * numerator % denominator
        : divided(amount, numerator, denominator)[1].longValueExact();
  }

  private static boolean fits(long amount, long numerator) {
    return Math.multiplyHigh(amount, numerator) == 0 && amount * numerator >= 0;
  }

  private static BigInteger[] divided(long amount, long numerator, long denominator) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(numerator))
        .divideAndRemainder(BigInteger.valueOf(denominator));
  }
}
