package supermarket.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The connections there are, in all and of each address. At a limit the one that has waited longest
 * for a request goes. Where none waits, there are a few spare places for those that ask for the
 * gateway's health.
 *
 * <p>Thread-safe: guarded by its monitor, which is taken when a connection comes and goes, not for
 * a request, and never while anything is called that could wait.
 */
final class Connections {

  /** Connections beyond a limit that may ask for the gateway's health. */
  static final int SPARE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long HEAD_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long IDLE_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long QUIET_NANOS = Duration.ofSeconds(60).toNanos();

  /** At a limit so many go at once, as a part of all, so that not all are looked at each time. */
  private static final int PART = 64;

  private final Supplier<Settings> settings;
  private final Unfinished unfinished;
  private final LongSupplier clock;
  private final byte[][] scratch;
  private final Map<Wire, InetAddress> wires = new HashMap<>();
  private final Map<InetAddress, Integer> ofAddress = new HashMap<>();
  private final Set<Wire> spares = new HashSet<>();
  private long told;
  private boolean everTold;

  /**
   * @param clock on the {@link System#nanoTime()} scale
   */
  Connections(
      Supplier<Settings> settings, Unfinished unfinished, int ioThreads, LongSupplier clock) {
    this.settings = settings;
    this.clock = clock;
    this.unfinished = unfinished;
    this.scratch = new byte[ioThreads][Lane.BUFFER];
  }

  /**
   * Takes a new connection in, on its IO thread.
   *
   * @param opened gets it to read from
   */
  void open(StreamConnection connection, ChannelListener<? super StreamConnection> opened) {
    Wire wire =
        new Wire(
            connection, settings, unfinished, scratch[connection.getIoThread().getNumber()], clock);
    if (!admit(wire)) {
      IoUtils.safeClose(connection);
      return;
    }
    connection.getSourceChannel().setConduit(wire);
    opened.handleEvent(connection);
    ChannelListener<? super StreamConnection> onClose = connection.getCloseListener();
    connection.setCloseListener(
        closed -> {
          forget(wire);
          ChannelListeners.invokeChannelListener(closed, onClose);
        });
    if (!connection.isOpen()) {
      forget(wire);
    }
  }

  private boolean admit(Wire wire) {
    InetAddress address = wire.connection().getPeerAddress(InetSocketAddress.class).getAddress();
    List<Wire> leaving;
    boolean admitted;
    synchronized (this) {
      leaving = makeRoom(address);
      admitted = hasRoom(address);
      if (admitted) {
        add(wire, address);
      } else {
        leaving = longestWaiting(spares, spares.size() < SPARE ? 0 : 1);
        leaving.forEach(this::remove);
        admitted = spares.size() < SPARE;
        if (admitted) {
          wire.becomeSpare();
          spares.add(wire);
        }
      }
    }
    leaving.forEach(this::close);
    return admitted;
  }

  private boolean hasRoom(InetAddress address) {
    return wires.size() < settings.get().maxConnections() && !isCrowded(address);
  }

  private boolean isCrowded(InetAddress address) {
    return ofAddress.getOrDefault(address, 0) >= settings.get().maxConnectionsPerAddress();
  }

  private List<Wire> makeRoom(InetAddress address) {
    if (hasRoom(address)) {
      return List.of();
    }
    boolean crowded = isCrowded(address);
    tell(crowded ? address : null);
    List<Wire> some =
        crowded
            ? wires.entrySet().stream()
                .filter(entry -> entry.getValue().equals(address))
                .map(Map.Entry::getKey)
                .toList()
            : List.copyOf(wires.keySet());
    List<Wire> leaving = longestWaiting(some, 1 + some.size() / PART);
    leaving.forEach(this::remove);
    return leaving;
  }

  private List<Wire> longestWaiting(Collection<Wire> of, int most) {
    record Waiting(Wire wire, long age) {}

    long now = clock.getAsLong();
    return of.stream()
        .map(wire -> new Waiting(wire, wire.waitedUntil(now)))
        .filter(waiting -> waiting.age() >= 0)
        .sorted(Comparator.comparingLong(Waiting::age).reversed())
        .limit(most)
        .map(Waiting::wire)
        .toList();
  }

  private void tell(@Nullable InetAddress crowded) {
    long now = clock.getAsLong();
    boolean news = !everTold || now - told > QUIET_NANOS;
    everTold = true;
    told = now;
    if (news) {
      LOG.warn(
          "As many connections as there may be, {}: for a new one the one that has waited longest"
              + " for a request is closed (max.connections{} in etc/{}.cfg)",
          crowded == null
              ? settings.get().maxConnections()
              : settings.get().maxConnectionsPerAddress() + " of " + crowded.getHostAddress(),
          crowded == null ? "" : ".per.address",
          Gateway.PID);
    }
  }

  /** Closes one that has been removed, unless a request has come in the meantime. */
  private void close(Wire wire) {
    onItsThread(
        wire,
        () -> {
          if (wire.waitedUntil(clock.getAsLong()) < 0) {
            restore(wire);
          } else {
            IoUtils.safeClose(wire.connection());
          }
        });
  }

  private synchronized void restore(Wire wire) {
    if (wire.connection().isOpen()) {
      add(wire, wire.connection().getPeerAddress(InetSocketAddress.class).getAddress());
    }
  }

  private void add(Wire wire, InetAddress address) {
    wires.put(wire, address);
    ofAddress.merge(address, 1, Integer::sum);
  }

  private void remove(Wire wire) {
    InetAddress address = wires.remove(wire);
    if (address != null) {
      ofAddress.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }
    spares.remove(wire);
  }

  private void forget(Wire wire) {
    wire.closed();
    synchronized (this) {
      remove(wire);
    }
  }

  /** Ends what has waited too long for a request, or for the rest of its head. */
  void sweep() {
    long now = clock.getAsLong();
    List<Wire> all;
    synchronized (this) {
      all = new ArrayList<>(wires.keySet());
      all.addAll(spares);
    }
    for (Wire wire : all) {
      if (wire.waitedUntil(now) > (wire.isHurried() ? HEAD_NANOS : IDLE_NANOS)) {
        onItsThread(wire, wire::expire);
      }
    }
  }

  private static void onItsThread(Wire wire, Runnable task) {
    try {
      wire.connection().getIoThread().execute(task);
    } catch (RejectedExecutionException stopping) {
      IoUtils.safeClose(wire.connection());
    }
  }

  /** How many there are, spare ones included. */
  synchronized int count() {
    return wires.size() + spares.size();
  }

  /** How many of them wait for a request. */
  synchronized int waiting() {
    long now = clock.getAsLong();
    return (int) wires.keySet().stream().filter(wire -> wire.waitedUntil(now) >= 0).count();
  }
}
