package supermarket.shell;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.shell.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<BasketCommands.Config> {

  @Override
  public String pid() {
    return "supermarket.shell";
  }

  @Override
  public Class<BasketCommands.Config> type() {
    return BasketCommands.Config.class;
  }

  @Override
  public void check(BasketCommands.Config config) {
    Settings.of(config);
  }
}
