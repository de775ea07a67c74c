package supermarket.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * Keeps the HTTP endpoint as it is wanted: what cannot be had now is tried again by {@link #tend},
 * and until then what was there before stays.
 *
 * <p>Thread-safe: guarded by its monitor. Its troubles are read without it.
 */
final class Endpoint implements StoreEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final String PART = "HTTP endpoint";

  /** Told where it listens. */
  interface Announcement {
    /** It listens here from now on, and nowhere else. */
    void listens(InetSocketAddress address);

    /** It listens nowhere any more. */
    void ended();
  }

  private final Supplier<@Nullable BasketBroker> brokers;
  private final Supplier<List<Trouble>> nodeTroubles;
  private final Traces traces;
  private final Consumer<AnsweredBasket> observer;
  private final Announcement announcement;

  private @Nullable Settings wanted;
  private @Nullable Settings present;
  private volatile @Nullable HttpServer server;

  private volatile @Nullable Trouble configuration;
  private volatile @Nullable Trouble listening;

  Endpoint(
      Supplier<@Nullable BasketBroker> brokers,
      Supplier<List<Trouble>> nodeTroubles,
      Traces traces,
      Consumer<AnsweredBasket> observer,
      Announcement announcement) {
    this.brokers = brokers;
    this.nodeTroubles = nodeTroubles;
    this.traces = traces;
    this.observer = observer;
    this.announcement = announcement;
  }

  @Override
  public int inFlight() {
    HttpServer running = server;
    return running == null ? 0 : running.load().inFlight();
  }

  @Override
  public int limit() {
    HttpServer running = server;
    return running == null ? 0 : running.load().limit();
  }

  @Override
  public int connections() {
    HttpServer running = server;
    return running == null ? 0 : running.connectionCount();
  }

  /** A configuration: what makes no sense is told, and changes nothing. */
  synchronized void configure(Config config) {
    try {
      wanted = Settings.of(config);
      configuration = null;
    } catch (IllegalArgumentException e) {
      boolean serves = server != null;
      String what = serves ? "What was in force stays" : "There is no HTTP endpoint";
      LOG.error(
          "{}: {}. Correct it in etc/{}.cfg; it is read again at once.",
          what,
          e.getMessage(),
          Gateway.PID);
      configuration =
          new Trouble(
              "configuration",
              serves ? Gravity.WARNING : Gravity.NOT_READY,
              "etc/" + Gateway.PID + ".cfg: " + e.getMessage());
      return;
    }
    tend();
  }

  /** Looks whether all is as it is wanted; done again and again. */
  synchronized void tend() {
    Settings next = wanted;
    if (next == null) {
      return;
    }
    HttpServer running = server;
    if (running != null && running.isBroken()) {
      LOG.error("A thread of the HTTP endpoint has ended; the endpoint is opened anew");
      listening = new Trouble(PART, Gravity.NOT_READY, "a thread of it has ended");
      close();
      running = null;
    }
    if (running == null || !next.equals(present)) {
      bringAbout(next, running);
    }
  }

  private void bringAbout(Settings next, @Nullable HttpServer running) {
    try {
      if (running == null) {
        running = HttpServer.start(next, brokers, nodeTroubles, traces, observer);
        server = running;
        announcement.listens(running.address());
      } else {
        InetSocketAddress before = running.address();
        running.change(next);
        if (!running.address().equals(before)) {
          announcement.listens(running.address());
        }
      }
      if (running.ioThreads() != next.ioThreads()) {
        LOG.warn("io.threads is {} from the next start on", next.ioThreads());
      }
      present = next;
      listening = null;
    } catch (IOException | RuntimeException e) {
      cannotListen(next, e);
    }
  }

  private void cannotListen(Settings next, Exception cause) {
    HttpServer running = server;
    String text =
        "%s:%d cannot be listened on (%s)".formatted(next.host(), next.port(), reason(cause));
    Trouble trouble =
        running == null
            ? new Trouble(PART, Gravity.NOT_READY, text)
            : new Trouble(PART, Gravity.WARNING, text + "; the one before stays");
    if (!trouble.equals(listening)) {
      listening = trouble;
      LOG.error(
          "{}: {}. It is tried again every second; start it with --port PORT, set host and"
              + " port in etc/{}.cfg, or stop what uses them.",
          running == null ? "No HTTP endpoint" : "The HTTP endpoint stays where it is",
          text,
          Gateway.PID);
    }
  }

  private static String reason(Exception cause) {
    if (cause instanceof UnresolvedAddressException) {
      return "there is no such host";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** What is wrong; returns at once. */
  List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>();
    for (Trouble each : new Trouble[] {listening, configuration}) {
      if (each != null) {
        all.add(each);
      }
    }
    HttpServer running = server;
    if (running != null) {
      all.addAll(running.troubles());
    }
    return all;
  }

  /**
   * Closes it: clients that hold connections are told to go elsewhere, for a second; baskets in
   * flight are finished, for at most five.
   */
  synchronized void close() {
    HttpServer running = server;
    server = null;
    present = null;
    if (running != null) {
      announcement.ended();
      boolean finished = running.stop(LONGEST_STOP, FAREWELL);
      LOG.info(finished ? "HTTP endpoint closed" : "HTTP endpoint closed on requests in flight");
    }
  }
}
