package supermarket.shell.socket;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes clients from the socket, each on threads of its own, until it is closed. */
final class ShellServer implements AutoCloseable {
  /** Most clients at a time; one more is hung up on at once. */
  static final int MOST_CLIENTS = 8;

  private static final Logger log = LoggerFactory.getLogger(ShellServer.class);
  private static final long STOP_SECONDS = 2;

  private final SocketFile file;
  private final ServerSocketChannel server;
  private final CommandProcessor processor;
  private final ExecutorService threads;
  private final Semaphore places = new Semaphore(MOST_CLIENTS);
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

  private ShellServer(SocketFile file, ServerSocketChannel server, CommandProcessor processor) {
    this.file = file;
    this.server = server;
    this.processor = processor;
    // Platform threads: a command may compute for long, which would hold a carrier of virtual ones.
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("supermarket-shell-", 1).daemon().factory());
  }

  /**
   * Listens below a data folder.
   *
   * @throws IOException if the socket cannot be made there
   */
  static ShellServer start(Path data, CommandProcessor processor) throws IOException {
    SocketFile file = new SocketFile(data);
    ShellServer server = new ShellServer(file, file.listen(), processor);
    server.threads.execute(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        if (!places.tryAcquire()) {
          client.close();
          log.warn("More than {} shell clients at a time: one was refused", MOST_CLIENTS);
          continue;
        }
        clients.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (ClosedChannelException | RejectedExecutionException e) {
      log.debug("The shell socket is closed");
    } catch (IOException e) {
      log.error("The shell socket takes no more clients", e);
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      new ShellConnection(client, processor, threads).converse();
    } catch (IOException | RejectedExecutionException e) {
      log.debug("A shell client is gone", e);
    } finally {
      clients.remove(client);
      places.release();
    }
  }

  /** Hangs up on every client, interrupts their commands and waits for them, within a bound. */
  @Override
  public void close() throws IOException {
    server.close();
    file.remove();
    threads.shutdownNow();
    for (SocketChannel client : clients) {
      client.close();
    }
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("A shell command did not end when it was interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // a client stops this very bundle
    }
  }
}
