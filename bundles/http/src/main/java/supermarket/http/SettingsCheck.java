package supermarket.http;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.http.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<Config> {

  @Override
  public String pid() {
    return OperatorPort.PID;
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
