package supermarket.basket.user;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.basket.user.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<UserServer.Config> {

  @Override
  public String pid() {
    return "supermarket.basket.user";
  }

  @Override
  public Class<UserServer.Config> type() {
    return UserServer.Config.class;
  }

  @Override
  public void check(UserServer.Config config) {
    Settings.of(config);
    RecentBaskets.check(config.recent_baskets());
  }
}
