package supermarket.shell;

import java.nio.file.Path;
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
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Replay;

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
      "uninstall",
      "history",
      "conflicts"
    })
public final class DeploymentCommands {

  static final String CHECK = "strategy:check JAR - tries a strategy bundle and leaves nothing";
  static final String REPLAY =
      "strategy:replay JAR - what a strategy bundle makes of the lines that were priced last";
  static final String INSTALL =
      "strategy:install [--dry-run] JAR - installs a strategy that is not there yet";
  static final String UPGRADE =
      "strategy:upgrade [--dry-run] JAR - puts a higher version in the place of the live one";
  static final String ROLLBACK =
      "strategy:rollback [--dry-run] NAME - goes back to the version before";
  static final String UNINSTALL =
      "strategy:uninstall [--dry-run] NAME - takes a strategy out of operation";
  static final String HISTORY = "strategy:history - the deployments on record";
  static final String CONFLICTS =
      "strategy:conflicts - strategies that stand behind another one of their name";

  private static final String DRY_RUN = "--dry-run";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public DeploymentCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Tries a bundle. */
  @Descriptor(CHECK)
  public String check(@Descriptor("JAR: a file") @Nullable String... arguments) {
    String jar = Arguments.exactly(1, CHECK, arguments).getFirst();
    return told(apps.deployer().check(Path.of(jar)));
  }

  /** Tries a bundle on the lines that were priced last. */
  @Descriptor(REPLAY)
  public String replay(@Descriptor("JAR: a file") @Nullable String... arguments) {
    String jar = Arguments.exactly(1, REPLAY, arguments).getFirst();
    Replay replay = apps.deployer().replay(Path.of(jar));
    String bundle = Text.safe((replay.bundle() + " " + replay.version()).strip());
    if (!replay.refusals().isEmpty()) {
      throw new CommandFailed("Refused: replay of " + bundle + "." + details(replay.refusals()));
    }
    String summary =
        "%s: %d of %s differ."
            .formatted(bundle, replay.differing(), Text.count(replay.compared(), "line", "lines"));
    if (replay.differing() == 0) {
      return summary;
    }
    String totals = replay.totals().stream().map(String::valueOf).collect(Collectors.joining(", "));
    Table table =
        new Table().words("PRODUCT").numbers("QUANTITY", "UNIT PRICE", "COST").words("WOULD BE");
    for (Replay.Difference each : replay.largest()) {
      PricedLine line = each.line();
      table.row(
          line.product(),
          line.quantity(),
          line.unitPrice(),
          line.cost(),
          each.cost() == null ? each.failure() : each.cost());
    }
    return summary + " In all by " + totals + ". The largest:\n" + table;
  }

  /** Installs a bundle. */
  @Descriptor(INSTALL)
  public String install(
      @Descriptor("JAR: a file; with --dry-run it is checked only") @Nullable String... arguments) {
    Request request = Request.of(INSTALL, arguments);
    return told(apps.deployer().install(Path.of(request.what()), request.dryRun()));
  }

  /** Upgrades a bundle. */
  @Descriptor(UPGRADE)
  public String upgrade(
      @Descriptor("JAR: a file; with --dry-run it is checked only") @Nullable String... arguments) {
    Request request = Request.of(UPGRADE, arguments);
    return told(apps.deployer().upgrade(Path.of(request.what()), request.dryRun()));
  }

  /** Goes back. */
  @Descriptor(ROLLBACK)
  public String rollback(
      @Descriptor("NAME: a strategy's name; with --dry-run nothing is changed")
          @Nullable String... arguments) {
    Request request = Request.of(ROLLBACK, arguments);
    return told(apps.deployer().rollback(request.what(), request.dryRun()));
  }

  /** Uninstalls a bundle. */
  @Descriptor(UNINSTALL)
  public String uninstall(
      @Descriptor("NAME: a strategy's name; with --dry-run nothing is changed")
          @Nullable String... arguments) {
    Request request = Request.of(UNINSTALL, arguments);
    return told(apps.deployer().uninstall(request.what(), request.dryRun()));
  }

  /** What was asked for. */
  private record Request(String what, boolean dryRun) {
    static Request of(String usage, @Nullable String... given) {
      List<String> arguments = new ArrayList<>(Arguments.between(1, 2, usage, given));
      boolean dryRun = arguments.remove(DRY_RUN);
      return new Request(
          Arguments.exactly(1, usage, arguments.toArray(new String[0])).getFirst(), dryRun);
    }
  }

  /** The result in words; a refusal fails the command. */
  private static String told(Deployment deployment) {
    String bundle = Text.safe((deployment.bundle() + " " + deployment.version()).strip());
    String asked = deployment.action().name().toLowerCase(java.util.Locale.ROOT);
    String details = details(deployment.details());
    if (deployment.outcome() == Outcome.REFUSED) {
      throw new CommandFailed(
          "Refused: %s of %s. Nothing was changed.%s".formatted(asked, bundle, details));
    }
    return (deployment.outcome() == Outcome.POSSIBLE
            ? "Possible: %s of %s. Nothing was changed.%s"
            : "Done: %s of %s.%s")
        .formatted(asked, bundle, details);
  }

  private static String details(List<String> sentences) {
    return sentences.stream()
        .map(each -> "\n- " + Text.sentence(each))
        .collect(Collectors.joining());
  }

  /** The record. */
  @Descriptor(HISTORY)
  public String history(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, HISTORY, arguments);
    List<Deployment> all = apps.deployer().history();
    if (all.isEmpty()) {
      return "There is no deployment on record.";
    }
    Table table = new Table().words("WHEN", "ACTION", "BUNDLE", "VERSION", "SHA-256", "OUTCOME");
    for (Deployment each : all) {
      table.row(
          each.when().truncatedTo(ChronoUnit.SECONDS),
          each.action(),
          each.bundle(),
          each.version().isEmpty() ? "-" : each.version(),
          each.sha256().isEmpty() ? "-" : each.sha256().substring(0, 12),
          each.outcome());
    }
    return table.toString();
  }

  /** Who stands behind whom. */
  @Descriptor(CONFLICTS)
  public String conflicts(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, CONFLICTS, arguments);
    List<StrategyStatus> live = apps.catalogue().strategies();
    List<String> text = new ArrayList<>();
    for (StrategyStatus each : live) {
      if (!each.inUse()) {
        text.add(
            Text.sentence(
                "%s of bundle %d (%s) stands by: another live strategy of its name comes first."
                    .formatted(each.id(), each.bundleId(), each.bundle())));
      }
    }
    return text.isEmpty() ? "There is no conflict." : String.join("\n", text);
  }
}
