package supermarket.shell;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Findings;

/** Deployments, and what was found in trials, in words. */
final class DeploymentText {

  /** So much of a reason is shown in a table. */
  private static final int LONGEST = 70;

  private DeploymentText() {}

  /** The result in words; a refusal fails the command. */
  static String of(Deployment deployment) {
    String bundle = Text.safe((deployment.bundle() + " " + deployment.version()).strip());
    String asked = deployment.action().name().toLowerCase(Locale.ROOT);
    String details = details(deployment.details());
    return switch (deployment.outcome()) {
      case DONE -> "Done: %s of %s.%s".formatted(asked, bundle, details);
      case POSSIBLE ->
          "Possible: %s of %s. Nothing was changed.%s".formatted(asked, bundle, details);
      case IMPOSSIBLE -> throw failed("Impossible", asked, bundle, details);
      case REFUSED, OVERTAKEN, INTERRUPTED -> throw failed("Refused", asked, bundle, details);
    };
  }

  private static CommandFailed failed(String how, String asked, String bundle, String details) {
    return new CommandFailed(
        "%s: %s of %s. Nothing was changed.%s".formatted(how, asked, bundle, details));
  }

  /** Why it was refused or cut off, or why the runtime did it by itself, cut for a table. */
  static String why(Deployment deployment) {
    boolean asIntended =
        deployment.outcome() == Outcome.DONE || deployment.outcome() == Outcome.POSSIBLE;
    List<String> details = deployment.details();
    if (details.isEmpty() || (asIntended && !deployment.door().equals(Deployment.RUNTIME))) {
      return "-";
    }
    int[] first = details.getFirst().codePoints().toArray();
    String shown =
        first.length <= LONGEST ? details.getFirst() : new String(first, 0, LONGEST) + "...";
    return details.size() == 1 ? shown : shown + " (and " + (details.size() - 1) + " more)";
  }

  /** All of it. */
  static String whole(Deployment deployment) {
    String bundle = Text.safe((deployment.bundle() + " " + deployment.version()).strip());
    return "%s %s of %s, door %s: %s%s"
        .formatted(
            deployment.when().truncatedTo(ChronoUnit.SECONDS),
            deployment.action(),
            bundle,
            Text.sentence(deployment.door()),
            deployment.outcome(),
            details(deployment.details()));
  }

  static String details(List<String> sentences) {
    return sentences.stream()
        .map(each -> "\n- " + Text.sentence(each))
        .collect(Collectors.joining());
  }

  static String bundle(Findings findings) {
    return Text.safe((findings.bundle() + " " + findings.version()).strip());
  }

  /** How many lines differ, by how much, and how. */
  static String of(Findings findings) {
    String summary =
        "%s: %d of %s differ, %d could not be priced."
            .formatted(
                bundle(findings),
                findings.differing(),
                findings.ofBaskets()
                    ? Text.count(findings.compared(), "basket", "baskets")
                    : Text.count(findings.compared(), "line", "lines"),
                findings.failed());
    if (findings.missed() > 0) {
      summary += " It did not keep up with %d more.".formatted(findings.missed());
    }
    if (findings.nodes().size() > 1) {
      summary += " On %s together.".formatted(Text.safe(String.join(", ", findings.nodes())));
    }
    Findings.UnderWay underWay = findings.underWay();
    if (underWay != null) {
      summary +=
          " It has been pricing %s since %s."
              .formatted(Text.safe(underWay.what()), underWay.since());
    }
    String what = findings.ofBaskets() ? "basket" : "line";
    for (Findings.Change each : findings.changes()) {
      List<String> parts = new ArrayList<>();
      if (each.dearer() > 0) {
        parts.add(
            Text.count(each.dearer(), what + " is dearer", what + "s are dearer")
                + " in all by "
                + each.more());
      }
      if (each.cheaper() > 0) {
        parts.add(
            Text.count(each.cheaper(), what + " is cheaper", what + "s are cheaper")
                + " in all by "
                + each.less());
      }
      summary += "\n" + String.join(", ", parts) + ".";
    }
    return findings.kinds().isEmpty()
        ? summary
        : summary
            + "\n"
            + (findings.ofBaskets() ? ofBaskets(findings.kinds()) : table(findings.kinds()));
  }

  private static Table ofBaskets(List<Findings.Kind> kinds) {
    Table table =
        new Table().numbers("BASKETS").sentences("BASKET").numbers("COST").words("WOULD BE");
    for (Findings.Kind each : kinds) {
      table.row(
          each.lines(),
          each.example().product(),
          each.example().cost(),
          each.cost() == null ? each.failure() : each.cost());
    }
    return table;
  }

  private static Table table(List<Findings.Kind> kinds) {
    Table table =
        new Table()
            .numbers("LINES")
            .words("PRODUCT")
            .numbers("QUANTITY", "UNIT PRICE", "COST")
            .words("WOULD BE");
    for (Findings.Kind each : kinds) {
      PricedLine line = each.example();
      table.row(
          each.lines(),
          line.product(),
          line.quantity(),
          line.pricePerPiece(),
          line.cost(),
          each.cost() == null ? each.failure() : each.cost());
    }
    return table;
  }
}
