package supermarket.basket.product;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.basket.product.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<ProductServer.Config> {

  @Override
  public String pid() {
    return "supermarket.basket.product";
  }

  @Override
  public Class<ProductServer.Config> type() {
    return ProductServer.Config.class;
  }

  @Override
  public void check(ProductServer.Config config) {
    Settings.of(config);
    RecentLines.check(config.recent_lines());
  }
}
