package supermarket.basket.server;

import java.util.Optional;
import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.basket.server-*.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<PartitionServer.Config> {

  @Override
  public String pid() {
    return "supermarket.basket.server";
  }

  @Override
  public Class<PartitionServer.Config> type() {
    return PartitionServer.Config.class;
  }

  @Override
  public Optional<String> nameKey() {
    return Optional.of("name");
  }

  @Override
  public void check(PartitionServer.Config config) {
    Settings.of(config);
  }
}
