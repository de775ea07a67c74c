package supermarket.deployer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleContext;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;

/** What a version is tried on before anybody pays by it. */
class TryoutTest {

  private static final PricingStrategy FLAT = terms -> Line::undiscounted;

  private static Catalogue of(Product product) {
    return (Catalogue)
        Proxy.newProxyInstance(
            TryoutTest.class.getClassLoader(),
            new Class<?>[] {Catalogue.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("samples");
              return List.of(product);
            });
  }

  private static BundleContext none() {
    return (BundleContext)
        Proxy.newProxyInstance(
            TryoutTest.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("nobody asks the framework");
            });
  }

  /** Baskets with more of it are refused before a strategy sees them. */
  @ParameterizedTest
  @EnumSource(SoldBy.class)
  void ofADearProductOnlyWhatABasketMayHaveIsTried(SoldBy soldBy) {
    ProductTerms terms =
        new ProductTerms("flat", Money.parse("EUR 90071992547409.91"), soldBy, Map.of());
    Guard guard = new Guard(Duration.ofSeconds(30));
    Tryout tryout = new Tryout(guard, of(new Product("DEAR", "", terms)), Priced.NONE);

    tryout.run(
        new StrategyServices(Map.of("flat", FLAT), Map.of(), Map.of(), none(), guard), "2.0.0");

    assertThat(tryout.reasons()).isEmpty();
    assertThat(tryout.notes())
        .containsExactly(
            "priced 1 to 100 pieces at 1 of the 1 terms of its products, and 0 of the 0 lines that"
                + " were priced last");
  }
}
