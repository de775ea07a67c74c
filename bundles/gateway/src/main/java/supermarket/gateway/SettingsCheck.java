package supermarket.gateway;

import java.util.Map;
import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.gateway.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<Config> {

  @Override
  public String pid() {
    return "supermarket.gateway";
  }

  @Override
  public Class<Config> type() {
    return Config.class;
  }

  @Override
  public Map<String, String> options() {
    return Map.of("port", "supermarket.port");
  }

  @Override
  public void check(Config config) {
    Settings.of(config);
  }
}
