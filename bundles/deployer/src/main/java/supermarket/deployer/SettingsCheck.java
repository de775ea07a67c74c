package supermarket.deployer;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.deployer.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<StrategyDeployer.Config> {

  @Override
  public String pid() {
    return "supermarket.deployer";
  }

  @Override
  public Class<StrategyDeployer.Config> type() {
    return StrategyDeployer.Config.class;
  }

  @Override
  public void check(StrategyDeployer.Config config) {
    Settings.of(config);
  }
}
