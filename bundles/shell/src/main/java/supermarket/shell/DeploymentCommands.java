package supermarket.shell;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Findings;

/** The commands that put strategies into operation. */
@Component(service = DeploymentCommands.class)
@GogoCommand(
    scope = "strategy",
    function = {
      "check",
      "replay",
      "install",
      "upgrade",
      "rollback",
      "forget",
      "uninstall",
      "trust",
      "history",
      "conflicts"
    })
public final class DeploymentCommands {

  static final String CHECK =
      "strategy:check [--trusted] JAR - tries a strategy bundle and changes nothing";
  static final String REPLAY =
      "strategy:replay JAR - what a strategy bundle makes of the lines that were priced last";
  static final String INSTALL =
      "strategy:install [--dry-run] [--trusted] [--without NODE] JAR - installs a strategy that is"
          + " not there yet";
  static final String UPGRADE =
      "strategy:upgrade [--dry-run] [--trusted] [--without NODE] JAR - puts a higher version in the"
          + " place of the live one";
  static final String ROLLBACK =
      "strategy:rollback [--dry-run] [--without NODE] NAME - ends a trial, or goes back to the"
          + " version before";
  static final String FORGET =
      "strategy:forget [--dry-run] [--without NODE] NAME - uninstalls the version that is kept for"
          + " a roll back";
  static final String UNINSTALL =
      "strategy:uninstall [--dry-run] [--force] [--without NODE] NAME - takes a strategy out of"
          + " operation";
  static final String TRUST =
      "strategy:trust ID - admits a bundle that stays dark, although it is more than arithmetic";
  static final String HISTORY =
      "strategy:history [--json] [NAME] - the deployments on record; those of one name with all"
          + " reasons";
  static final String CONFLICTS =
      "strategy:conflicts - strategies that stand behind another one of their name";

  static final String ANY_JAR =
      "JAR: a file; with --trusted it is taken although it is more than arithmetic";
  static final String DRY =
      ", with --dry-run it is checked only; --without NODE: whatever that node of the chain says";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public DeploymentCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Tries a bundle. */
  @Descriptor(CHECK)
  public String check(@Descriptor(ANY_JAR) @Nullable String... arguments) {
    Change change = Change.of(1, CHECK, arguments);
    return DeploymentText.of(apps.deployer().check(Here.path(change.what()), change.order()));
  }

  /** Tries a bundle on the lines that were priced last. */
  @Descriptor(REPLAY)
  public String replay(@Descriptor("JAR: a file") @Nullable String... arguments) {
    Change change = Change.of(1, REPLAY, arguments);
    Findings findings = apps.deployer().replay(Here.path(change.what()), change.order());
    if (!findings.refusals().isEmpty()) {
      throw new CommandFailed(
          "Refused: replay of "
              + DeploymentText.bundle(findings)
              + "."
              + DeploymentText.details(findings.refusals()));
    }
    return DeploymentText.of(findings);
  }

  /** Installs a bundle. */
  @Descriptor(INSTALL)
  public String install(@Descriptor(ANY_JAR + DRY) @Nullable String... arguments) {
    Change change = Change.of(1, INSTALL, arguments);
    return DeploymentText.of(apps.deployer().install(Here.path(change.what()), change.order()));
  }

  /** Upgrades a bundle. */
  @Descriptor(UPGRADE)
  public String upgrade(@Descriptor(ANY_JAR + DRY) @Nullable String... arguments) {
    Change change = Change.of(1, UPGRADE, arguments);
    return DeploymentText.of(apps.deployer().upgrade(Here.path(change.what()), change.order()));
  }

  /** Goes back. */
  @Descriptor(ROLLBACK)
  public String rollback(
      @Descriptor("NAME: a strategy's name; with --dry-run nothing is changed")
          @Nullable String... arguments) {
    Change change = Change.of(1, ROLLBACK, arguments);
    return DeploymentText.of(apps.deployer().rollback(change.what(), change.order()));
  }

  /** Uninstalls a bundle. */
  @Descriptor(UNINSTALL)
  public String uninstall(
      @Descriptor(
              "NAME: a strategy's name; with --dry-run nothing is changed. --force: products that"
                  + " it prices are meant to have no price")
          @Nullable String... arguments) {
    Change change = Change.of(1, UNINSTALL, arguments);
    return DeploymentText.of(apps.deployer().uninstall(change.what(), change.order()));
  }

  /** Lets go of the version that is kept. */
  @Descriptor(FORGET)
  public String forget(
      @Descriptor("NAME: a strategy's name; with --dry-run nothing is changed")
          @Nullable String... arguments) {
    Change change = Change.of(1, FORGET, arguments);
    return DeploymentText.of(apps.deployer().forget(change.what(), change.order()));
  }

  /** Admits a bundle. */
  @Descriptor(TRUST)
  public String trust(@Descriptor("ID: a bundle's, see strategy:list") @Nullable String... given) {
    Change change = Change.of(1, TRUST, given);
    String id = change.what();
    try {
      return DeploymentText.of(apps.deployer().trust(Long.parseLong(id), change.order()));
    } catch (NumberFormatException e) {
      throw new CommandFailed(
          "'%s' is no id of a bundle. 'strategy:list' shows them.".formatted(Text.safe(id)));
    }
  }

  /** The record. */
  @Descriptor(HISTORY)
  public String history(
      @Descriptor("NAME: a strategy's, a bundle's, or that of a file in the drop folder")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    List<String> given = Arguments.between(0, 1, HISTORY, listing.words());
    List<Deployment> all = apps.deployer().history();
    List<Deployment> some = given.isEmpty() ? all : of(all, given.getFirst());
    if (!given.isEmpty() && !listing.isJson()) {
      return some.stream().map(DeploymentText::whole).collect(Collectors.joining("\n"));
    }
    Table table =
        new Table()
            .words("WHEN", "DOOR", "ACTION", "BUNDLE", "VERSION", "SHA-256", "OUTCOME", "WHY");
    for (Deployment each : some) {
      table.row(
          each.when().truncatedTo(ChronoUnit.SECONDS),
          each.door(),
          each.action(),
          each.bundle(),
          each.version().isEmpty() ? "-" : each.version(),
          each.sha256().isEmpty() ? "-" : each.sha256().substring(0, 12),
          each.outcome(),
          DeploymentText.why(each));
    }
    return listing.show(table, "There is no deployment on record.");
  }

  private List<Deployment> of(List<Deployment> all, String name) {
    List<String> bundles = apps.bundlesWith(name);
    List<Deployment> some =
        all.stream()
            .filter(
                each ->
                    bundles.contains(each.bundle())
                        || each.bundle().equals(name)
                        || each.door().equals(name))
            .toList();
    if (some.isEmpty()) {
      throw new CommandFailed(
          "No deployment of '%s' is on record. 'strategy:history' shows all."
              .formatted(Text.safe(name)));
    }
    return some;
  }

  /** Who stands behind whom. */
  @Descriptor(CONFLICTS)
  public String conflicts(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, CONFLICTS, arguments);
    List<StrategyStatus> live = apps.catalogue().strategies();
    List<String> text = new ArrayList<>();
    for (StrategyStatus each : live) {
      if (!each.inUse() && each.audience().isEverybody()) {
        text.add(
            Text.sentence(
                "%s of bundle %d (%s) stands by: another live strategy of its name comes first."
                    .formatted(each.id(), each.bundleId(), each.bundle())));
      }
    }
    return text.isEmpty() ? "There is no conflict." : String.join("\n", text);
  }
}
