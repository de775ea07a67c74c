package supermarket.message.broker;

import java.util.Map;
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
  public Map<String, String> options() {
    return Map.of(
        "url", "supermarket.broker.url",
        "user", "supermarket.broker.user",
        "password.file", "supermarket.broker.password.file");
  }

  @Override
  public void check(Config config) {
    Settings.of(config, System.getenv());
  }
}
