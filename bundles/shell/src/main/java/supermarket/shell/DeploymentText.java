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

  /** How many lines differ, and the largest differences. */
  static String of(Findings findings) {
    String summary =
        "%s: %d of %s differ."
            .formatted(
                bundle(findings),
                findings.differing(),
                Text.count(findings.compared(), "line", "lines"));
    if (findings.missed() > 0) {
      summary += " It did not keep up with %d more.".formatted(findings.missed());
    }
    if (findings.differing() == 0) {
      return summary;
    }
    String totals =
        findings.totals().stream().map(String::valueOf).collect(Collectors.joining(", "));
    Table table =
        new Table().words("PRODUCT").numbers("QUANTITY", "UNIT PRICE", "COST").words("WOULD BE");
    for (Findings.Difference each : findings.largest()) {
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
}
