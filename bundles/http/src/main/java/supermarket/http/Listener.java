package supermarket.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.web.Hosts;

/**
 * Keeps the port open as it is wanted. An address that cannot be had is tried again by {@link
 * #tend}; until then the one before stays.
 *
 * <p>Thread safety: guarded by its monitor; the hosts and the trouble are read without it.
 */
final class Listener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 64;

  private final Pages pages;
  private final Consumer<@Nullable InetSocketAddress> told;
  private volatile Settings wanted;
  private volatile @Nullable Trouble trouble;

  @GuardedBy("this")
  private @Nullable Open open;

  private record Open(Settings settings, HttpServer server, ExecutorService threads) {}

  /**
   * Opens nothing yet.
   *
   * @param told where it listens, whenever that changes; null for nowhere
   */
  Listener(Settings wanted, Pages pages, Consumer<@Nullable InetSocketAddress> told) {
    this.wanted = wanted;
    this.pages = pages;
    this.told = told;
  }

  /** Listens by other settings from now on. */
  void change(Settings next) {
    wanted = next;
    tend();
  }

  /** Looks whether all is as it is wanted; done again and again. */
  synchronized void tend() {
    Settings next = wanted;
    Open before = open;
    if (before != null && before.settings().isAt(next)) {
      trouble = null;
      return;
    }
    try {
      open = opened(next);
      trouble = null;
      told.accept(open.server().getAddress());
      if (before != null) {
        close(before);
      }
    } catch (IOException | IllegalArgumentException e) {
      tell(
          "%s:%d cannot be listened on (%s)%s"
              .formatted(
                  next.host(),
                  next.port(),
                  e.getMessage(),
                  before == null ? "" : "; the one before stays"));
    }
  }

  private void tell(String what) {
    Trouble now = new Trouble("operators' port", Gravity.WARNING, what);
    if (!now.equals(trouble)) {
      LOG.error(
          "No HTTP port for operators: {}. It is tried again every second; set host and port in"
              + " etc/{}.cfg, or stop what uses them.",
          what,
          OperatorPort.PID);
    }
    trouble = now;
  }

  private Open opened(Settings next) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(next.host(), next.port()), BACKLOG);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", new Answering(pages, this::hosts));
    server.start();
    return new Open(next, server, threads);
  }

  private Hosts hosts() {
    return wanted.hosts();
  }

  /** What is wrong; empty if it listens. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Ends what is under way, and listens no more. */
  @Override
  public synchronized void close() {
    Open last = open;
    open = null;
    if (last != null) {
      close(last);
      told.accept(null);
    }
  }

  private static void close(Open old) {
    old.threads().shutdownNow();
    old.server().stop(0);
  }
}
