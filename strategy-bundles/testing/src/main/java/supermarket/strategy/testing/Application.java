package supermarket.strategy.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.joda.money.Money;

/**
 * One application of a deal to some pieces of a basket.
 *
 * @param plain what the pieces cost without it, by product
 * @param saving how much less they cost together
 */
record Application(SortedMap<String, Money> plain, Money saving) {

  /**
   * Returns what it takes off each product: the saving in proportion to the plain prices, in the
   * currency's smallest units. Missing units go to the largest remainders, then to the larger
   * price, then to the smaller code.
   */
  Map<String, Money> allocation() {
    long all = plain.values().stream().mapToLong(Money::getAmountMinorLong).sum();
    Map<String, Money> parts = new LinkedHashMap<>();
    List<Remainder> remainders = new ArrayList<>();
    long missing = saving.getAmountMinorLong();
    for (Map.Entry<String, Money> each : plain.entrySet()) {
      long base = each.getValue().getAmountMinorLong();
      BigInteger[] part =
          BigInteger.valueOf(saving.getAmountMinorLong())
              .multiply(BigInteger.valueOf(base))
              .divideAndRemainder(BigInteger.valueOf(Math.max(1, all)));
      missing -= part[0].longValueExact();
      parts.put(each.getKey(), Money.ofMinor(saving.getCurrencyUnit(), part[0].longValueExact()));
      remainders.add(new Remainder(each.getKey(), part[1].longValueExact(), base));
    }
    remainders.sort(Remainder.ORDER);
    for (Remainder next : remainders.subList(0, Math.toIntExact(missing))) {
      parts.computeIfPresent(next.product, (product, part) -> part.plusMinor(1));
    }
    return parts;
  }

  private record Remainder(String product, long remainder, long base) {
    private static final Comparator<Remainder> ORDER =
        Comparator.comparingLong(Remainder::remainder)
            .reversed()
            .thenComparing(Comparator.comparingLong(Remainder::base).reversed())
            .thenComparing(Remainder::product);
  }
}
