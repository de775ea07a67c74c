package supermarket.tracing;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.tracing.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<Config> {

  @Override
  public String pid() {
    return Tracing.PID;
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
