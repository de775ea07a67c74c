package supermarket.shell.socket;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;
import supermarket.library.vital.VitalThread;

/** Takes clients from the socket, each on threads of its own, until it is closed. */
final class ShellServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ShellServer.class);
  private static final long STOP_SECONDS = 2;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);

  private final ServerSocketChannel server;
  private final CommandProcessor processor;
  private final Path profile;
  private final LongSupplier clock;
  private final ExecutorService threads;
  private final ScheduledExecutorService sweeper;
  private final Clients clients;
  private final VitalThread acceptor;
  private final VitalTask sweep;
  private volatile boolean closed;

  /** Whether the last client was refused: a crowd is told of once. Belongs to the acceptor. */
  private boolean refusing;

  /**
   * One that takes nobody yet.
   *
   * @param server listens already
   * @param profile what a terminal's shell reads first
   * @param clock nanoseconds, for the time that clients are idle
   */
  ShellServer(
      ServerSocketChannel server, CommandProcessor processor, Path profile, LongSupplier clock) {
    this.server = server;
    this.processor = processor;
    this.profile = profile;
    this.clock = clock;
    // Platform threads: a command may compute for long, which would hold a carrier of virtual ones.
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("supermarket-shell-", 1).daemon().factory());
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("supermarket-shell-sweeper").daemon().factory());
    this.clients = new Clients();
    this.acceptor =
        new VitalThread(
            "supermarket-shell-acceptor",
            Gravity.WARNING,
            log,
            PAUSE_AFTER_FAILURE,
            this::acceptAll);
    this.sweep = new VitalTask("shell", Gravity.WARNING, log, clients::sweep);
  }

  /** Begins to take clients. */
  void start() {
    acceptor.start();
    sweep.every(BETWEEN_SWEEPS, sweeper);
  }

  /** What keeps clients out. */
  List<Trouble> troubles() {
    return Stream.of(acceptor.trouble(), sweep.trouble()).flatMap(Optional::stream).toList();
  }

  /** Lets those go that have been idle too long, as happens regularly. */
  void sweep() {
    sweep.run();
  }

  private void acceptAll() throws IOException {
    try {
      while (true) {
        accept(server.accept());
      }
    } catch (ClosedChannelException | RejectedExecutionException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private void accept(SocketChannel channel) {
    ShellConnection client = new ShellConnection(channel, processor, threads, profile, clock);
    boolean served = false;
    try {
      threads.execute(client::write);
      Optional<String> refusal = clients.admit(client);
      if (refusal.isEmpty()) {
        refusing = false;
        threads.execute(() -> serve(client));
      } else {
        if (!refusing) {
          refusing = true;
          log.warn("Shell clients are refused: {}", refusal.get());
        }
        client.dismiss(refusal.get());
      }
      served = true;
    } finally {
      if (!served) {
        clients.remove(client);
        client.hangUp();
      }
    }
  }

  private void serve(ShellConnection client) {
    try {
      client.converse();
    } catch (IOException | RejectedExecutionException e) {
      log.debug("A shell client is gone", e);
    } finally {
      clients.remove(client);
      client.hangUp();
    }
  }

  /** Hangs up on every client, interrupts their commands and waits for them, within a bound. */
  @Override
  public void close() throws IOException {
    closed = true;
    acceptor.close();
    server.close();
    sweeper.shutdownNow();
    threads.shutdownNow();
    clients.hangUp();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("A shell command did not end when it was interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // a client stops this very bundle
    }
  }
}
