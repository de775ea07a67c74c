package supermarket.message.broker;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.message.broker.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<Config> {

  @Override
  public String pid() {
    return "supermarket.message.broker";
  }

  @Override
  public Class<Config> type() {
    return Config.class;
  }

  @Override
  public void check(Config config) {
    Settings.of(config, System.getenv());
  }
}
