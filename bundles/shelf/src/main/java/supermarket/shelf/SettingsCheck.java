package supermarket.shelf;

import supermarket.basket.api.operation.ConfigurationCheck;

/** What {@code etc/supermarket.shelf.cfg} may hold. */
public final class SettingsCheck implements ConfigurationCheck<FolderShelf.Config> {

  @Override
  public String pid() {
    return "supermarket.shelf";
  }

  @Override
  public Class<FolderShelf.Config> type() {
    return FolderShelf.Config.class;
  }

  @Override
  public void check(FolderShelf.Config config) {
    Settings.of(config);
  }
}
