package supermarket.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Findings;

/** Deployments, and what was found in trials, in words. */
final class DeploymentText {

  private DeploymentText() {}

  /** The result in words; a refusal fails the command. */
  static String of(Deployment deployment) {
    String bundle = Text.safe((deployment.bundle() + " " + deployment.version()).strip());
    String asked = deployment.action().name().toLowerCase(Locale.ROOT);
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
                Text.count(findings.compared(), "line", "lines"),
                findings.failed());
    if (findings.missed() > 0) {
      summary += " It did not keep up with %d more.".formatted(findings.missed());
    }
    Findings.UnderWay underWay = findings.underWay();
    if (underWay != null) {
      summary +=
          " It has been pricing %s since %s."
              .formatted(Text.safe(underWay.what()), underWay.since());
    }
    for (Findings.Change each : findings.changes()) {
      summary +=
          "\n%s in all by %s, %s in all by %s."
              .formatted(
                  Text.count(each.dearer(), "line is dearer", "lines are dearer"),
                  each.more(),
                  Text.count(each.cheaper(), "line is cheaper", "lines are cheaper"),
                  each.less());
    }
    return findings.kinds().isEmpty() ? summary : summary + "\n" + table(findings.kinds());
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
          line.unitPrice(),
          line.cost(),
          each.cost() == null ? each.failure() : each.cost());
    }
    return table;
  }
}
