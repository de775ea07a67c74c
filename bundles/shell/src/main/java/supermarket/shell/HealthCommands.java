package supermarket.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.operation.HealthChecks;
import supermarket.basket.api.operation.HealthChecks.Checked;
import supermarket.basket.api.operation.HealthChecks.Status;

/** The command that makes health checks. */
@Component(service = HealthCommands.class)
@GogoCommand(
    scope = "health",
    function = {"check"})
public final class HealthCommands {

  static final String CHECK =
      "health:check [--json] [TAG] - makes the health checks of this node, or those of a tag; fails"
          + " if one is critical";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable HealthChecks checks;

  /** Makes checks. */
  @Descriptor(CHECK)
  public String check(
      @Descriptor("TAG: live, ready, broker, strategies, catalogue, or one of other checks")
          @Nullable String... arguments)
      throws InterruptedException {
    Listing listing = Listing.of(arguments);
    List<String> given = Arguments.between(0, 1, CHECK, listing.words());
    HealthChecks present = checks;
    if (present == null) {
      throw new CommandFailed(
          "What makes health checks is not running. Look at it with 'lb supermarket.health'; start"
              + " it with 'start BUNDLE-ID'.");
    }
    String tag = given.isEmpty() ? "" : given.getFirst();
    if (!tag.isEmpty() && !present.tags().contains(tag)) {
      throw new CommandFailed(
          "No check has the tag '%s'. There are %s."
              .formatted(Text.safe(tag), String.join(", ", present.tags())));
    }
    List<Checked> checked = present.check(tag);
    Table table = new Table().words("CHECK", "STATUS", "TAGS").sentences("WHY");
    for (Checked each : checked) {
      table.row(
          each.name(),
          each.status().name().toLowerCase(Locale.ROOT),
          String.join(" ", each.tags()),
          each.reasons().stream().collect(Collectors.joining("; ")));
    }
    String text = listing.show(table, "There is no check.");
    if (checked.stream().anyMatch(each -> each.status() == Status.CRITICAL)) {
      throw new CommandFailed(text);
    }
    return text;
  }
}
