package supermarket.itests.strategies;

import java.util.concurrent.CountDownLatch;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** Its constructor does not come back until it is interrupted. */
public final class HangsWhenMade implements PricingStrategy {

  public HangsWhenMade() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public PricingRule rule(Terms terms) {
    throw new IllegalStateException("on purpose");
  }
}
