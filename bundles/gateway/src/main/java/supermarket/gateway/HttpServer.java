package supermarket.gateway;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import supermarket.basket.api.BasketBroker;

/** The HTTP endpoint: a socket and the IO threads that serve it. Thread-safe. */
final class HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int IDLE_MILLIS = 60_000;
  private static final int HEAD_MILLIS = 10_000;
  private static final int HEAD_BYTES = 16 * 1024;
  private static final int HEADERS = 100;

  /** A rush of connections does not keep its memory for good. */
  private static final int KEPT_BUFFERS = 1_000;

  private static final int BUFFERS_PER_THREAD = 12;
  private static final int BACKLOG = 1_000;
  private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

  private final Load load;
  private final LogBatch lines;
  private final DefaultByteBufferPool buffers =
      new DefaultByteBufferPool(true, Lane.BUFFER, KEPT_BUFFERS, BUFFERS_PER_THREAD);
  private final XnioWorker worker;
  private final AcceptingChannel<StreamConnection> socket;

  /** Once the IO threads have ended, closing the socket again would wait for them for ever. */
  private final AtomicBoolean stopped = new AtomicBoolean();

  private HttpServer(
      Settings settings, Supplier<@Nullable BasketBroker> brokers, BasketLog log, LogBatch lines)
      throws IOException {
    this.lines = lines;
    load = new Load(settings.maxInFlight(), System::nanoTime);
    HttpOpenListener http = new HttpOpenListener(buffers, httpOptions());
    http.setRootHandler(
        new Router(
            settings.ioThreads(),
            load.connections(),
            thread -> new Lane(thread, settings, load, brokers, log)));
    worker =
        Xnio.getInstance(HttpOpenListener.class.getClassLoader())
            .createWorkerBuilder()
            .setWorkerName("gateway")
            .setWorkerIoThreads(settings.ioThreads())
            .setCoreWorkerPoolSize(0)
            .setMaxWorkerPoolSize(1)
            .setDaemon(true)
            .build();
    try {
      socket =
          worker.createStreamConnectionServer(
              new InetSocketAddress(settings.host(), settings.port()),
              ChannelListeners.openListenerAdapter(http),
              socketOptions(settings));
    } catch (IOException | RuntimeException e) {
      end();
      throw e;
    }
    socket.resumeAccepts();
  }

  /**
   * Binds the socket and starts to serve.
   *
   * @param brokers asked for each batch of baskets; answers null while there is none
   * @throws IOException if the address cannot be bound
   */
  static HttpServer start(Settings settings, Supplier<@Nullable BasketBroker> brokers)
      throws IOException {
    return start(settings, brokers, LoggerFactory.getLogger(BasketLog.LOGGER));
  }

  static HttpServer start(Settings settings, Supplier<@Nullable BasketBroker> brokers, Logger log)
      throws IOException {
    LogBatch lines = new LogBatch(log::info);
    HttpServer server = new HttpServer(settings, brokers, new BasketLog(log, lines::add), lines);
    lines.start();
    return server;
  }

  /** What it is bound to. */
  InetSocketAddress address() {
    return socket.getLocalAddress(InetSocketAddress.class);
  }

  /**
   * Takes no more connections, finishes the requests that are there, and ends all threads.
   *
   * @param longest how long to wait for requests
   * @param farewell how long to wait for clients that hold a connection: the reply to their next
   *     request tells them to go elsewhere
   * @return whether all requests were finished; also if it has stopped before
   */
  boolean stop(Duration longest, Duration farewell) {
    if (stopped.getAndSet(true)) {
      return true;
    }
    IoUtils.safeClose(socket);
    load.end();
    boolean finished = false;
    try {
      if (!load.connections().awaitNone(farewell)) {
        LOG.debug("Connections are closed on clients that said nothing");
      }
      finished = load.requests().awaitNone(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
    return finished;
  }

  private void end() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(LAST_MOMENT.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.error("The gateway's threads do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    buffers.close();
    lines.close();
  }

  private static OptionMap httpOptions() {
    return OptionMap.builder()
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
        // The exchange counts for itself, and says so in its reply; Undertow would close the
        // connection.
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .set(UndertowOptions.MAX_HEADER_SIZE, HEAD_BYTES)
        .set(UndertowOptions.MAX_HEADERS, HEADERS)
        .set(UndertowOptions.MAX_PARAMETERS, HEADERS)
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .set(UndertowOptions.ENABLE_HTTP2, false)
        .getMap();
  }

  private static OptionMap socketOptions(Settings settings) {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, BACKLOG)
        .set(Options.CONNECTION_HIGH_WATER, settings.maxConnections())
        .set(Options.CONNECTION_LOW_WATER, settings.maxConnections())
        .getMap();
  }
}
