package supermarket.library.purity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strategies are written with passes. */
class PureTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return line.unitPrice().multipliedBy(line.quantity());",
        "return new Share(1, 3).of(line.undiscounted());",
        "return Money.of(CurrencyUnit.of(\"EUR\"), new BigDecimal(\"1.005\"),"
            + " RoundingMode.HALF_UP);",
        "return Money.zero(line.unitPrice().getCurrencyUnit());",
        "return Stream.of(1, 2, 3).map(each -> line.unitPrice().multipliedBy(each))"
            + ".reduce(Money::plus).orElseThrow();",
        "return LongStream.rangeClosed(1, line.quantity()).mapToObj(Long::toString)"
            + ".collect(Collectors.joining()).isEmpty() ? null : line.undiscounted();",
        "throw new IllegalArgumentException(\"quantity \" + line.quantity() + \" of \" + line);",
        "throw new IllegalStateException(\"no more than \" + line.quantity() + \" pieces\");",
        "return line.unitPrice().multipliedBy(Math.round(StrictMath.pow(2, 3)));",
        "List<Long> steps = new ArrayList<>(List.of(3L, 1L, 2L)); Collections.sort(steps);"
            + " return line.unitPrice().multipliedBy(steps.getFirst());",
        "Map<String, Long> many = new TreeMap<>(); many.merge(line.product(), 1L, Long::sum);"
            + " return line.unitPrice().multipliedBy(many.get(line.product()));",
        "long[] each = {1, 2}; each[0] += line.quantity();"
            + " return line.unitPrice().multipliedBy(each.clone()[0]);",
        "assert line.quantity() > 0; return line.undiscounted();",
        "try { return line.unitPrice().minus(Money.parse(\"EUR 5.00\")); }"
            + " catch (CurrencyMismatchException e) { return line.undiscounted(); }",
        "return switch (line.product()) { case \"a\" -> null; default -> line.undiscounted(); };",
        "Object any = line; return switch (any) { case Line l when l.quantity() > 2 -> null;"
            + " case String s -> null; default -> line.undiscounted(); };",
        "Object any = DayOfWeek.MONDAY; return switch (any) { case DayOfWeek.MONDAY -> null;"
            + " case Month.MAY -> null; default -> line.undiscounted(); };",
        "LocalDate day = LocalDate.of(2026, 1, 1).plusDays(line.quantity());"
            + " return day.isBefore(LocalDate.of(2026, 2, 1)) ? null : line.undiscounted();",
        "return Optional.of(line).filter(each -> each.quantity() > 1).map(Line::undiscounted)"
            + ".orElseGet(line::unitPrice);",
        "return line.unitPrice().multipliedBy(Math.max(1, BigInteger.TEN.intValue()));",
      })
  void passes(String statements) {
    assertThat(new Compiled(folder).rule(statements).findings()).isEmpty();
  }

  /** Records, enums, nested, sealed and anonymous classes, a switch over an enum, generics. */
  @Test
  void everyKindOfClassPasses() {
    Compiled bundle =
        new Compiled(folder)
            .with(
                "Rich",
                """
                public final class Rich implements PricingStrategy {
                  private static final BigDecimal HALF = new BigDecimal("0.5");
                  private static final List<Long> STEPS = List.of(1L, 2L);
                  private static final Map<String, Long> MORE = Map.of("a", 1L);
                  enum Kind { FEW { long times() { return 1; } }, MANY { long times() { return 2; } };
                    abstract long times();
                    static Kind of(long quantity) { return quantity > 2 ? MANY : valueOf("FEW"); } }
                  sealed interface Step permits Flat, Part {}
                  record Flat(Money amount) implements Step {}
                  record Part(Share share, Kind kind) implements Step {
                    Part { Objects.requireNonNull(share, "share"); } }
                  abstract static class Base {
                    abstract Money cost(Line line);
                    Money twice(Line line) { return cost(line).plus(cost(line)); } }
                  static final class Plain extends Base {
                    Money cost(Line line) { return line.undiscounted(); } }
                  private final long most = 5;
                  @Override public PricingRule rule(Terms terms) {
                    Step step = terms.parameters() ? new Flat(terms.unitPrice())
                        : new Part(new Share(1, 2), Kind.of(2));
                    return new PricingRule() {
                      @Override public Money cost(Line line) {
                        switch (Kind.of(line.quantity())) { case FEW: break; case MANY: break; }
                        Money cost = switch (step) {
                          case Flat(Money amount) -> amount;
                          case Part(Share share, Kind kind) when kind == Kind.MANY -> share.of(line.undiscounted());
                          case Part part -> new Plain().twice(line);
                        };
                        return switch (Kind.values()[0]) { case FEW -> cost; case MANY -> line.undiscounted(); };
                      }
                      @Override public boolean equals(Object other) {
                        return other != null && getClass() == other.getClass() && step.equals(step);
                      }
                      @Override public int hashCode() { return step.hashCode() + Objects.hash(HALF, STEPS); }
                      @Override public String toString() { return "a rule of " + step + MORE + most; }
                    };
                  }
                }
                """
                    .replace("terms.parameters()", "terms.unread().isEmpty()"))
            .header("Import-Package", "org.joda.money;version=\"[2.0,3)\",supermarket.pricing.api");
    assertThat(bundle.findings()).isEmpty();
  }

  /** What a bundle has of its own may be called as it likes, if nothing foreign answers to it. */
  @Test
  void ownMembersPassWhateverTheirNames() {
    Compiled bundle =
        new Compiled(folder)
            .with(
                "Names",
                """
                public final class Names implements PricingStrategy {
                  interface Season { long now(); default long parallel() { return now(); } }
                  record Fixed(long now) implements Season {}
                  abstract static class Named { abstract String getDisplayName(); }
                  static final class One extends Named { String getDisplayName() { return "1"; } }
                  static final class Own extends RuntimeException {
                    @Override public void printStackTrace() {}
                  }
                  enum Kind { A, B; static Kind now() { return A; } }
                  static String format(String text) { return text + new One().getDisplayName(); }
                  @Override public PricingRule rule(Terms terms) {
                    Season season = new Fixed(2);
                    Season lambda = () -> Kind.now().ordinal();
                    Named named = new One();
                    new Own().printStackTrace();
                    return line -> line.unitPrice().multipliedBy(
                        season.now() + lambda.parallel() + format(named.getDisplayName()).length());
                  }
                }
                """);
    assertThat(bundle.findings()).isEmpty();
  }

  @Test
  void theStrategyOfTheDocumentsPasses() {
    Compiled bundle =
        new Compiled(folder)
            .with(
                "MultiBuy",
                """
                import org.osgi.service.component.annotations.*;
                @Component(configurationPolicy = ConfigurationPolicy.IGNORE)
                @Strategy("multi-buy")
                public final class MultiBuy implements PricingStrategy {
                  @Override
                  public PricingRule rule(Terms terms) {
                    long take = terms.quantity("take");
                    long pay = terms.quantity("pay");
                    if (pay > take) {
                      throw new IllegalArgumentException("parameter 'pay' is " + pay + ", above 'take', " + take);
                    }
                    return line -> {
                      long paid = line.quantity() / take * pay + Math.min(line.quantity() % take, pay);
                      return line.unitPrice().multipliedBy(paid);
                    };
                  }
                }
                """);
    assertThat(bundle.findings()).isEmpty();
  }

  /** Authors may compile for older releases, whose javac makes other code of a switch or text. */
  @Test
  void oldClassFilesPass() throws Exception {
    Compiled bundle = new Compiled(folder).rule("return line.unitPrice();");
    byte[] bytes = bundle.bytes("com/example/Tried.class");
    bytes[7] = 61;
    assertThat(bundle.entry("com/example/Tried.class", bytes).findings()).isEmpty();
  }
}
