package supermarket.gateway;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;
import supermarket.basket.api.operation.Trouble;

/**
 * Finds out by path and method what a request is. Thread-safe: each IO thread has a lane of its
 * own.
 */
final class Router implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final byte[] LIVE = "{\"status\":\"live\"}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};
  private static final String GET_METHODS = "GET, HEAD, OPTIONS";
  private static final String POST_METHODS = "POST, OPTIONS";

  private static final String HEALTH = "/health/";
  private static final Refusal TOO_MANY_CONNECTIONS =
      new Refusal(Problem.OVERLOADED, "there are as many connections as there may be");

  private static final Refusal NOT_FOUND =
      new Refusal(
          Problem.NOT_FOUND,
          "there are POST /api/basket and GET /api/products, /api/products/PRODUCT, /health/live,"
              + " /health/ready, /openapi.json");

  private static final Refusal FAILED =
      new Refusal(Problem.INTERNAL_ERROR, "see the gateway's log");

  private static final AttachmentKey<Boolean> COUNTED = AttachmentKey.create(Boolean.class);

  private final byte[] openApi = resource("openapi.json");
  private final AtomicReferenceArray<Lane> lanes;
  private final Count connections;
  private final Readiness readiness;
  private final Supplier<List<Trouble>> troubles;
  private final Function<XnioIoThread, Lane> newLane;

  /**
   * Makes no lane yet.
   *
   * @param connections is told of connections that bring a request
   * @param troubles what is wrong at this node
   */
  Router(
      int ioThreads,
      Count connections,
      Readiness readiness,
      Supplier<List<Trouble>> troubles,
      Function<XnioIoThread, Lane> newLane) {
    this.connections = connections;
    this.readiness = readiness;
    this.troubles = troubles;
    this.lanes = new AtomicReferenceArray<>(ioThreads);
    this.newLane = newLane;
  }

  @Override
  public void handleRequest(HttpServerExchange http) {
    count(http.getConnection());
    Wire wire = Wire.of(http.getConnection());
    wire.busy();
    // Undertow ends an exchange when its handler returns, unless it is dispatched; dispatched like
    // this, the exchange
    // runs as soon as the handler has returned, on this same thread.
    Lane lane = lane(http.getIoThread());
    http.dispatch(SameThreadExecutor.INSTANCE, found(http, lane, wire));
  }

  /** Whatever happens, somebody answers, and lets go of the connection afterwards. */
  private Exchange found(HttpServerExchange http, Lane lane, Wire wire) {
    try {
      return exchange(http, lane, wire);
    } catch (RuntimeException e) {
      LOG.error("The gateway failed to find out what a request is", e);
      return new RefusedExchange(http, lane, FAILED);
    }
  }

  private void count(ServerConnection connection) {
    if (connection.getAttachment(COUNTED) == null) {
      connection.putAttachment(COUNTED, true);
      connections.opened();
      connection.addCloseListener(closed -> connections.closed());
    }
  }

  private Lane lane(XnioIoThread thread) {
    int number = thread.getNumber();
    Lane lane = lanes.get(number);
    if (lane == null) {
      lane = newLane.apply(thread);
      lanes.set(number, lane);
    }
    return lane;
  }

  private Exchange exchange(HttpServerExchange http, Lane lane, Wire wire) {
    Refusal unreadable = wire.refusalOfHead();
    if (unreadable != null) {
      return new UnreadableExchange(http, lane, unreadable);
    }
    String path = http.getRequestPath();
    if (wire.isSpare() && !path.startsWith(HEALTH)) {
      return new RefusedExchange(http, lane, TOO_MANY_CONNECTIONS);
    }
    return switch (path) {
      case "/api/basket" ->
          http.getRequestMethod().equals(Methods.POST)
              ? new BasketExchange(http, lane)
              : other(http, lane, POST_METHODS);
      case "/health/live" ->
          isGet(http) ? new FixedExchange(http, lane, 200, LIVE) : other(http, lane, GET_METHODS);
      case "/health/ready" ->
          isGet(http)
              ? new ReadyExchange(http, lane, readiness, troubles)
              : other(http, lane, GET_METHODS);
      case "/openapi.json" ->
          isGet(http)
              ? new FixedExchange(http, lane, 200, openApi)
              : other(http, lane, GET_METHODS);
      default -> {
        String sent = sentPath(http);
        if (!Asked.isFor(sent)) {
          yield new RefusedExchange(http, lane, NOT_FOUND);
        }
        yield isGet(http) ? new LookUpExchange(http, lane, sent) : other(http, lane, GET_METHODS);
      }
    };
  }

  /** With the parameters that Undertow takes off a path. */
  private static String sentPath(HttpServerExchange http) {
    String uri = http.getRequestURI();
    if (!http.isHostIncludedInRequestURI()) {
      return uri;
    }
    int path = uri.indexOf('/', uri.indexOf("://") + 3);
    return path < 0 ? "/" : uri.substring(path);
  }

  private static boolean isGet(HttpServerExchange http) {
    HttpString method = http.getRequestMethod();
    return method.equals(Methods.GET) || method.equals(Methods.HEAD);
  }

  private static Exchange other(HttpServerExchange http, Lane lane, String allowed) {
    http.getResponseHeaders().put(Headers.ALLOW, allowed);
    if (http.getRequestMethod().equals(Methods.OPTIONS)) {
      return new FixedExchange(http, lane, 204, NOTHING);
    }
    return new RefusedExchange(
        http, lane, new Refusal(Problem.METHOD_NOT_ALLOWED, "allowed are " + allowed));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Router.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the bundle");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
