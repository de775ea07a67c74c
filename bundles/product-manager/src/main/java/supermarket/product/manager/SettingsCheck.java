package supermarket.product.manager;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.product.manager.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<Config> {

  @Override
  public String pid() {
    return "supermarket.product.manager";
  }

  @Override
  public Class<Config> type() {
    return Config.class;
  }

  @Override
  public void check(Config config) {
    Settings.of(config);
  }
}
