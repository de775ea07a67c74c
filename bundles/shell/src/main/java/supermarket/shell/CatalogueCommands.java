package supermarket.shell;

import java.nio.file.Path;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Order;

/** The commands about the catalogue as a whole. */
@Component(service = CatalogueCommands.class)
@GogoCommand(
    scope = "catalogue",
    function = {"check", "rollback"})
public final class CatalogueCommands {

  static final String CHECK =
      "catalogue:check FILE - what a file would change, and what is wrong in it; changes nothing";

  static final String ROLLBACK =
      "catalogue:rollback [--dry-run] [--without NODE] REVISION - goes back to the catalogue that a"
          + " revision had, whatever has changed since";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public CatalogueCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Checks a file. */
  @Descriptor(CHECK)
  public String check(
      @Descriptor(
              "FILE: .json as the catalogue's file, with all products; or what product:import"
                  + " takes")
          @Nullable String... arguments) {
    Path file = Here.path(Arguments.exactly(1, CHECK, arguments).getFirst());
    boolean hasAll = file.toString().endsWith(".json");
    Order order = Order.by(Deployment.command(Here.user())).onlyTried().meant();
    return DeploymentText.of(apps.products().read(file, hasAll, PriceScope.OWN, order));
  }

  /** Goes back. */
  @Descriptor(ROLLBACK)
  public String rollback(
      @Descriptor("REVISION: a number that cluster:deployments shows, of what was put in force")
          @Nullable String... arguments) {
    Change change = Change.of(1, ROLLBACK, arguments);
    try {
      long revision = Long.parseLong(change.what());
      return DeploymentText.of(apps.products().rollBack(revision, change.order()));
    } catch (NumberFormatException e) {
      throw new CommandFailed(
          "'%s' is no revision: give a number that cluster:deployments shows."
              .formatted(Text.safe(change.what())));
    }
  }
}
