package supermarket.shelf.postgresql;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.shelf.cfg} may hold, if the shelf is in PostgreSQL. */
public final class SettingsCheck implements ConfigurationCheck<Config> {

  @Override
  public String pid() {
    return "supermarket.shelf";
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
