package supermarket.console;

import java.io.IOException;
import java.util.Map;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

/**
 * What an administrator can do. What is deployed goes by the deployer, as the shell's commands do,
 * and stands in the history with the console as its door. A release is of this node, and is not.
 *
 * <p>Thread safety: any thread.
 */
final class Actions {

  private static final String TRUE = "true";

  private final Node node;
  private final Uploads uploads;

  Actions(Node node, Uploads uploads) {
    this.node = node;
    this.uploads = uploads;
  }

  /** Does one, by its name. */
  HttpReply act(String name, HttpRequest request) throws IOException {
    return switch (name) {
      case "check", "install", "upgrade", "shadow" -> jar(name, request);
      case "replay" -> replay(request);
      case "canary", "promote", "rollback", "forget", "uninstall" -> strategy(name, request);
      case "release" -> release(request);
      case "price" -> price(request);
      case "preview" -> preview(request);
      default -> Replies.refused(404, "there is no action '" + name + "'");
    };
  }

  private HttpReply jar(String name, HttpRequest request) throws IOException {
    Order order = order(request);
    return withDeployer(
        deployer ->
            uploads.use(
                request.body(),
                jar ->
                    switch (name) {
                      case "check" -> reply(deployer.check(jar, order));
                      case "install" -> reply(deployer.install(jar, order));
                      case "upgrade" -> reply(deployer.upgrade(jar, order));
                      default -> reply(deployer.shadow(jar, order));
                    }));
  }

  private HttpReply replay(HttpRequest request) throws IOException {
    Order order = order(request);
    return withDeployer(
        deployer -> uploads.use(request.body(), jar -> findings(deployer.replay(jar, order))));
  }

  private HttpReply strategy(String name, HttpRequest request) throws IOException {
    String strategy = request.query().getOrDefault("name", "");
    Order order = order(request);
    return withDeployer(
        deployer ->
            switch (name) {
              case "canary" -> canary(deployer, strategy, request, order);
              case "promote" -> reply(deployer.promote(strategy, order));
              case "rollback" -> reply(deployer.rollback(strategy, order));
              case "forget" -> reply(deployer.forget(strategy, order));
              default -> reply(deployer.uninstall(strategy, order));
            });
  }

  private static HttpReply canary(
      Deployer deployer, String strategy, HttpRequest request, Order order) {
    try {
      int percent = Integer.parseInt(request.query().getOrDefault("percent", ""));
      return reply(deployer.canary(strategy, percent, order));
    } catch (NumberFormatException e) {
      return Replies.refused(400, "'percent' is a whole number from 0 to 99");
    }
  }

  private HttpReply release(HttpRequest request) {
    String strategy = request.query().getOrDefault("name", "");
    int released =
        node.quarantine().map(each -> each.release(strategy)).orElse(0)
            + node.catalogue().map(each -> each.release(strategy)).orElse(0);
    return released == 0
        ? Replies.refused(409, "no strategy of this name is in quarantine on this node")
        : Replies.json(200, Json.object(json -> json.writeNumberField("released", released)));
  }

  private HttpReply price(HttpRequest request) {
    CatalogueDeployer products = node.products().orElse(null);
    if (products == null) {
      return missing();
    }
    Map<String, String> query = request.query();
    PriceScope scope =
        new PriceScope(query.getOrDefault("list", PriceScope.OWN.list()), null, null);
    return reply(
        products.price(
            query.getOrDefault("code", ""),
            query.getOrDefault("amount", ""),
            Map.of(),
            scope,
            order(request)));
  }

  /** What a price would change. A strategy is asked, so it is for the administrator. */
  private HttpReply preview(HttpRequest request) {
    CatalogueDeployer products = node.products().orElse(null);
    Map<String, String> query = request.query();
    return products == null
        ? missing()
        : findings(
            products.preview(
                query.getOrDefault("code", ""),
                query.getOrDefault("amount", ""),
                Map.of(),
                new PriceScope(query.getOrDefault("list", PriceScope.OWN.list()), null, null)));
  }

  private static Order order(HttpRequest request) {
    Order order = Order.by(Deployment.CONSOLE);
    Map<String, String> query = request.query();
    order = TRUE.equals(query.get("dry_run")) ? order.onlyTried() : order;
    order = TRUE.equals(query.get("trusted")) ? order.ofTrusted() : order;
    return TRUE.equals(query.get("force")) ? order.meant() : order;
  }

  private interface Step {
    HttpReply by(Deployer deployer) throws IOException;
  }

  private HttpReply withDeployer(Step step) throws IOException {
    Deployer deployer = node.deployer().orElse(null);
    return deployer == null ? missing() : step.by(deployer);
  }

  static HttpReply missing() {
    return Replies.refused(
        503, "this node has no deployer now: a gateway prices nothing, ask a basket node");
  }

  private static HttpReply reply(Deployment deployment) {
    int status =
        switch (deployment.outcome()) {
          case DONE, POSSIBLE -> 200;
          case IMPOSSIBLE, REFUSED, OVERTAKEN, INTERRUPTED -> 409;
        };
    return Replies.json(status, Json.object(json -> DeploymentJson.write(json, deployment)));
  }

  static HttpReply findings(Findings findings) {
    return Replies.json(
        findings.refusals().isEmpty() ? 200 : 409,
        Json.object(json -> DeploymentJson.write(json, findings)));
  }
}
