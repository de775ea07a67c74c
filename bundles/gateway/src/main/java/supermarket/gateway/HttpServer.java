package supermarket.gateway;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

/** The HTTP endpoint: a socket and the IO threads that serve it. Thread-safe. */
final class HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final Duration SWEEP = Duration.ofMillis(500);

  /** A rush of connections does not keep its memory for good. */
  private static final int KEPT_BUFFERS = 1_000;

  private static final int BUFFERS_PER_THREAD = 12;
  private static final int BACKLOG = 1_000;
  private static final OptionMap SOCKET_OPTIONS =
      OptionMap.builder()
          .set(Options.TCP_NODELAY, true)
          .set(Options.REUSE_ADDRESSES, true)
          .set(Options.BACKLOG, BACKLOG)
          .getMap();
  private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

  private final AtomicReference<Settings> settings;
  private final Load load;
  private final AnsweredBaskets answered;
  private final Connections connections;
  private final DefaultByteBufferPool buffers =
      new DefaultByteBufferPool(true, Lane.BUFFER, KEPT_BUFFERS, BUFFERS_PER_THREAD);
  private final HttpOpenListener http = new HttpOpenListener(buffers, httpOptions());
  private final Unfinished unfinished = new Unfinished();
  private final Unfinished untaken = new Unfinished();
  private final XnioWorker worker;
  private final int ioThreads;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-connections").factory());
  private final VitalTask sweeping;
  private volatile AcceptingChannel<StreamConnection> socket;

  /** Once the IO threads have ended, closing the socket again would wait for them for ever. */
  private final AtomicBoolean stopped = new AtomicBoolean();

  private HttpServer(
      Settings first,
      Supplier<@Nullable BasketBroker> brokers,
      Supplier<List<Trouble>> troubles,
      Traces traces,
      AnsweredBaskets answered,
      LongSupplier clock)
      throws IOException {
    this.answered = answered;
    settings = new AtomicReference<>(first);
    ioThreads = first.ioThreads();
    load = new Load(first.maxInFlight(), System::nanoTime);
    connections = new Connections(settings::get, unfinished, ioThreads, clock);
    sweeping = new VitalTask("connections", Gravity.WARNING, LOG, connections::sweep);
    Pages pages = new Pages(ioThreads);
    http.setRootHandler(
        new Router(
            ioThreads,
            load.connections(),
            new Readiness(load),
            troubles,
            thread ->
                new Lane(
                    thread,
                    settings::get,
                    unfinished,
                    untaken,
                    load,
                    pages,
                    brokers,
                    traces,
                    answered)));
    worker =
        Xnio.getInstance(HttpOpenListener.class.getClassLoader())
            .createWorkerBuilder()
            .setWorkerName("gateway")
            .setWorkerIoThreads(ioThreads)
            .setCoreWorkerPoolSize(0)
            .setMaxWorkerPoolSize(1)
            .setDaemon(true)
            .build();
    try {
      socket = listen(first);
    } catch (IOException | RuntimeException e) {
      end();
      throw e;
    }
    sweeping.every(SWEEP, sweeper);
  }

  private AcceptingChannel<StreamConnection> listen(Settings where) throws IOException {
    AcceptingChannel<StreamConnection> opened =
        worker.createStreamConnectionServer(
            new InetSocketAddress(where.host(), where.port()),
            ChannelListeners.openListenerAdapter(
                (StreamConnection connection) -> connections.open(connection, http)),
            SOCKET_OPTIONS);
    opened.resumeAccepts();
    return opened;
  }

  /**
   * Binds the socket and starts to serve.
   *
   * @param brokers asked for each batch of baskets; answers null while there is none
   * @param troubles asked for each question after readiness
   * @param traces of the requests
   * @param observer is told of each basket that was answered, a moment later
   * @throws IOException if the address cannot be bound
   */
  static HttpServer start(
      Settings settings,
      Supplier<@Nullable BasketBroker> brokers,
      Supplier<List<Trouble>> troubles,
      Traces traces,
      Consumer<AnsweredBasket> observer)
      throws IOException {
    return start(settings, brokers, troubles, traces, observer, System::nanoTime);
  }

  /** The same, with a clock for how long connections may wait. */
  static HttpServer start(
      Settings settings,
      Supplier<@Nullable BasketBroker> brokers,
      Supplier<List<Trouble>> troubles,
      Traces traces,
      Consumer<AnsweredBasket> observer,
      LongSupplier clock)
      throws IOException {
    BasketLog log = new BasketLog(LoggerFactory.getLogger(BasketLog.LOGGER));
    AnsweredBaskets answered = new AnsweredBaskets(observer.andThen(log));
    HttpServer server = new HttpServer(settings, brokers, troubles, traces, answered, clock);
    answered.start();
    return server;
  }

  /**
   * Serves by other settings from now on; connections and what is in flight stay. Where it shall
   * listen elsewhere, that is opened first.
   *
   * @throws IOException if it cannot be listened on there; nothing has changed then
   */
  void change(Settings next) throws IOException {
    Settings before = settings.get();
    if (!next.host().equals(before.host()) || next.port() != before.port()) {
      AcceptingChannel<StreamConnection> old = socket;
      socket = listen(next);
      IoUtils.safeClose(old);
    }
    settings.set(next);
    load.setMaxInFlight(next.maxInFlight());
  }

  /** How many threads read and write; settings do not change that. */
  int ioThreads() {
    return ioThreads;
  }

  /** Whether a thread that it needs has ended; only a new server helps. */
  boolean isBroken() {
    return !stopped.get() && !threads().allMatch(Thread::isAlive);
  }

  /** Its IO threads, and the one that accepts connections. */
  Stream<XnioIoThread> threads() {
    return Stream.concat(
        IntStream.range(0, ioThreads).mapToObj(worker::getIoThread),
        Stream.of(socket.getIoThread()));
  }

  /** What is wrong with its own work. */
  List<Trouble> troubles() {
    return Stream.of(sweeping.trouble(), answered.trouble()).flatMap(Optional::stream).toList();
  }

  /** Bytes of requests that have not come completely. */
  long unfinishedBytes() {
    return unfinished.bytes();
  }

  /** By what it serves now. */
  Settings settings() {
    return settings.get();
  }

  /** What there is to do, and how much of it there may be. */
  Load load() {
    return load;
  }

  /** How many connections wait for a request. */
  int waitingConnections() {
    return connections.waiting();
  }

  /** How many connections there are. */
  int connectionCount() {
    return connections.count();
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
    sweeper.shutdownNow();
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(LAST_MOMENT.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.error("The gateway's threads do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    buffers.close();
    answered.close();
  }

  private static OptionMap httpOptions() {
    return OptionMap.builder()
        // The exchange counts for itself, and says so in its reply; Undertow would close the
        // connection.
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        // What a head may be is decided before Undertow sees it.
        .set(UndertowOptions.MAX_HEADER_SIZE, 2 * Framing.HEAD_BYTES)
        .set(UndertowOptions.MAX_HEADERS, 2 * Head.FIELDS)
        .set(UndertowOptions.MAX_PARAMETERS, Framing.HEAD_BYTES)
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .set(UndertowOptions.ENABLE_HTTP2, false)
        .getMap();
  }
}
