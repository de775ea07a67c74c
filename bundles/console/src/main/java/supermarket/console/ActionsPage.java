package supermarket.console;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

/**
 * {@code /console/api/}: what the page asks for and does. Reading is for everybody who reaches the
 * port; what changes something needs the administrator's token. Pages of other sites get nothing.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = HttpPage.PATH + "=" + ActionsPage.PATH)
public final class ActionsPage implements HttpPage {

  static final String PATH = "/console/api/";

  private static final Logger LOG = LoggerFactory.getLogger(ActionsPage.class);

  private final LookUps lookUps;
  private final Actions actions;
  private final Till till;
  private final @Nullable AdminToken token;

  /**
   * Called by Declarative Services.
   *
   * @throws IOException if the folder of the runtime cannot be written to
   */
  @Activate
  public ActionsPage(@Reference Node node) throws IOException {
    this(node, Path.of(node.data() == null ? "data" : node.data()));
  }

  ActionsPage(Node node, Path data) throws IOException {
    lookUps = new LookUps(node);
    actions = new Actions(node, new Uploads(data.resolve("console")));
    till = new Till(node);
    token = token(data.resolve("console.token"));
  }

  private static @Nullable AdminToken token(Path file) {
    try {
      return AdminToken.of(file);
    } catch (IOException e) {
      LOG.warn(
          "Nobody may change anything on the console: the token in {}: {}", file, e.toString());
      return null;
    }
  }

  @Override
  public HttpReply answer(HttpRequest request) throws IOException, InterruptedException {
    if (!SameOrigin.of(request)) {
      return Replies.refused(403, "this is for pages of this port only");
    }
    String name = request.path().substring(PATH.length());
    return switch (request.method()) {
      case "GET" -> look(name, request);
      case "POST" -> act(name, request);
      default -> Replies.refused(405, "GET or POST");
    };
  }

  private HttpReply look(String name, HttpRequest request) {
    return switch (name) {
      case "history" -> lookUps.history();
      case "diff" -> lookUps.diff(request);
      case "products" -> lookUps.products(request);
      case "administrator" -> isAdministrator(request) ? Replies.json(200, "{}") : notAllowed();
      default -> Replies.refused(404, "there is nothing of this name");
    };
  }

  private HttpReply act(String name, HttpRequest request) throws IOException, InterruptedException {
    if (name.equals("till")) {
      return till.price(request);
    }
    return isAdministrator(request) ? actions.act(name, request) : notAllowed();
  }

  private boolean isAdministrator(HttpRequest request) {
    return token != null && token.isShownBy(request.header("Authorization"));
  }

  private static HttpReply notAllowed() {
    return Replies.refused(
        401, "only the administrator may: 'bin/supermarket console' prints a link with the token");
  }
}
