package supermarket.strategy.buy.one.get.one.free;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Strategy;
import supermarket.pricing.api.Terms;

/** Every second one is free; an odd one is paid. No parameters. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
@Strategy("buy-one-get-one-free")
public final class BuyOneGetOneFree implements PricingStrategy {

  @Override
  public PricingRule rule(Terms terms) {
    return line -> line.unitPrice().multipliedBy(line.quantity() - line.quantity() / 2);
  }

  @Override
  public String words(Terms terms) {
    return "buy one, get one free";
  }
}
