package supermarket.product.manager;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.product.manager.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<ProductManager.Config> {

  @Override
  public String pid() {
    return "supermarket.product.manager";
  }

  @Override
  public Class<ProductManager.Config> type() {
    return ProductManager.Config.class;
  }

  @Override
  public void check(ProductManager.Config config) {
    Settings.of(config);
  }
}
