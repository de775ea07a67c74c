package supermarket.shell;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.deployment.Findings;

/** The commands that try a version on live baskets before it is for all users. */
@Component(service = TrialCommands.class)
@GogoCommand(
    scope = "strategy",
    function = {"shadow", "diff", "canary", "promote"})
public final class TrialCommands {

  static final String SHADOW =
      "strategy:shadow [--dry-run] [--trusted] [--without NODE] JAR - lets a higher version price"
          + " live baskets again, to compare";
  static final String DIFF = "strategy:diff NAME - what the version on trial would have changed";
  static final String CANARY =
      "strategy:canary [--dry-run] [--without NODE] NAME PERCENT - lets the version on trial price"
          + " for some users";
  static final String PROMOTE =
      "strategy:promote [--dry-run] [--without NODE] NAME - puts the version on trial in the place"
          + " of the live one";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public TrialCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Begins a trial. */
  @Descriptor(SHADOW)
  public String shadow(
      @Descriptor(DeploymentCommands.ANY_JAR + DeploymentCommands.DRY)
          @Nullable String... arguments) {
    Change change = Change.of(1, SHADOW, arguments);
    return DeploymentText.of(apps.deployer().shadow(Here.path(change.what()), change.order()));
  }

  /** What was found. */
  @Descriptor(DIFF)
  public String diff(@Descriptor("NAME: a strategy's name") @Nullable String... arguments) {
    String strategy = Arguments.exactly(1, DIFF, arguments).getFirst();
    Findings findings =
        apps.deployer()
            .findings(strategy)
            .orElseThrow(
                () ->
                    new CommandFailed(
                        "No version of '%s' is on trial. Begin with 'strategy:shadow JAR'.%s"
                            .formatted(Text.safe(strategy), apps.meant(strategy))));
    String text = DeploymentText.of(findings);
    return findings.refusals().isEmpty()
        ? text
        : "The comparison has ended." + DeploymentText.details(findings.refusals()) + "\n" + text;
  }

  /** Changes the share of the users. */
  @Descriptor(CANARY)
  public String canary(
      @Descriptor(
              "NAME PERCENT: a strategy's name, and a share of the users from 0 to 99; with"
                  + " --dry-run nothing is changed")
          @Nullable String... arguments) {
    Change change = Change.of(2, CANARY, arguments);
    return DeploymentText.of(
        apps.deployer()
            .canary(change.what(), percent(change.arguments().getLast()), change.order()));
  }

  private static int percent(String text) {
    try {
      return Integer.parseInt(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
    } catch (NumberFormatException e) {
      throw new CommandFailed(
          "'%s' is no share of the users: write a whole number from 0 to 99."
              .formatted(Text.safe(text)));
    }
  }

  /** Ends a trial well. */
  @Descriptor(PROMOTE)
  public String promote(
      @Descriptor("NAME: a strategy's name; with --dry-run nothing is changed")
          @Nullable String... arguments) {
    Change change = Change.of(1, PROMOTE, arguments);
    return DeploymentText.of(apps.deployer().promote(change.what(), change.order()));
  }
}
