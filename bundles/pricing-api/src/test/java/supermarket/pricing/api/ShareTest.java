package supermarket.pricing.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class ShareTest {

  @Example
  void roundsHalfUpOnceAtTheEnd() {
    assertThat(new Share(2, 3).of(Money.parse("EUR 33.69"))).isEqualTo(Money.parse("EUR 22.46"));
    assertThat(new Share(1, 2).of(Money.parse("EUR 0.01"))).isEqualTo(Money.parse("EUR 0.01"));
    assertThat(new Share(1, 3).of(Money.parse("JPY 100"))).isEqualTo(Money.parse("JPY 33"));
    assertThat(new Share(1, 3).of(Money.parse("KWD 1"))).isEqualTo(Money.parse("KWD 0.333"));
  }

  @Example
  void isBetweenZeroAndOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Share(3, 2))
        .withMessage("3/2 is not between 0 and 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Share(-1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Share(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Share(-1, -2));
  }

  @Property
  void isLessThanHalfAUnitAwayFromTheExactShare(
      @ForAll("shares") Share share, @ForAll("amounts") Money amount) {
    // |rounded - amount * n / d| <= 1/2 minor unit, without dividing: 2 |rounded * d - amount * n|
    // <= d
    BigDecimal difference =
        minor(share.of(amount))
            .multiply(BigDecimal.valueOf(share.denominator()))
            .subtract(minor(amount).multiply(BigDecimal.valueOf(share.numerator())));
    assertThat(difference.abs().multiply(BigDecimal.TWO))
        .isLessThanOrEqualTo(BigDecimal.valueOf(share.denominator()));
  }

  @Property
  void isNeitherNegativeNorMoreThanTheAmount(
      @ForAll("shares") Share share, @ForAll("amounts") Money amount) {
    Money part = share.of(amount);
    assertThat(part.getCurrencyUnit()).isEqualTo(amount.getCurrencyUnit());
    assertThat(part).isBetween(Money.zero(amount.getCurrencyUnit()), amount);
  }

  @Property
  void ofMoreIsNotLess(
      @ForAll("shares") Share share, @ForAll("amounts") Money amount, @ForAll("cents") long more) {
    assertThat(share.of(amount.plusMinor(more))).isGreaterThanOrEqualTo(share.of(amount));
  }

  @Property
  void theWholeAndNothingAreExact(@ForAll("shares") Share share, @ForAll("amounts") Money amount) {
    assertThat(new Share(share.denominator(), share.denominator()).of(amount)).isEqualTo(amount);
    assertThat(new Share(0, share.denominator()).of(amount).isZero()).isTrue();
  }

  @Provide
  Arbitrary<Share> shares() {
    return Arbitraries.longs()
        .between(1, 1_000_000_000)
        .flatMap(
            whole -> Arbitraries.longs().between(0, whole).map(part -> new Share(part, whole)));
  }

  @Provide
  Arbitrary<Money> amounts() {
    return Combinators.combine(Arbitraries.of("JPY", "EUR", "KWD"), cents())
        .as((currency, minor) -> Money.ofMinor(CurrencyUnit.of(currency), minor));
  }

  @Provide
  Arbitrary<Long> cents() {
    return Arbitraries.longs().between(0, 1_000_000_000_000_000L);
  }

  private static BigDecimal minor(Money money) {
    return money.getAmountMinor();
  }
}
