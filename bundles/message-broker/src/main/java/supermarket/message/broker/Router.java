package supermarket.message.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way of each call to the basket server that owns its user's partition, and another one
 * when that ends: pricing can be repeated, and only one answer counts.
 *
 * <p>Thread-safe. The routes are one immutable table that is swapped under the lock. A call is
 * among those that wait before its sender reads the table, and the table is swapped before those
 * that wait are looked through; so of two that run at once at least one sees the other, and no call
 * stays with a route that has ended.
 */
final class Router {

  /**
   * After so many basket servers have ended under a basket, it may be the reason, and no other is
   * risked.
   */
  static final int MOST_MOVES = 4;

  /** Silence of all for so long is our own: this process did not run. */
  private static final long ABSENT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Waiting waiting;
  private final LongSupplier clock;
  private final Consumer<Waiting.Call> hopeless;
  private final LongAdder resent = new LongAdder();
  private List<Line> lines = List.of();
  private Map<String, Route> known = new HashMap<>();
  private Map<Line, Boolean> ready = new HashMap<>();
  private long lastTick;
  private volatile Routes routes;

  /**
   * Has no lines yet.
   *
   * @param hopeless is told of calls that have been moved too often
   */
  Router(Waiting waiting, LongSupplier clock, Consumer<Waiting.Call> hopeless) {
    this.waiting = waiting;
    this.clock = clock;
    this.hopeless = hopeless;
    lastTick = clock.getAsLong();
    // A node that starts is given the time to find the others.
    routes = Routes.none(lastTick);
  }

  /** Uses these lines; called once. */
  synchronized void use(List<Line> all) {
    lines = List.copyOf(all);
  }

  /** The routes of now. */
  Routes routes() {
    return routes;
  }

  /** How many times a call was sent again because its way had ended. */
  long resent() {
    return resent.sum();
  }

  /** Sends calls that wait. Does not block. */
  void send(List<Waiting.Call> calls) {
    Routes now = routes;
    dispatch(calls, now);
    if (routes != now) {
      redirect(calls);
    }
  }

  /** Something changed: finds the routes anew. */
  void update() {
    synchronized (this) {
      renew();
    }
    redirect(waiting.all());
  }

  /** To be called every tenth of a second: nobody says that he says nothing. */
  void tick() {
    boolean changed = false;
    synchronized (this) {
      long now = clock.getAsLong();
      long absent = now - lastTick;
      lastTick = now;
      for (Line line : lines) {
        if (absent > ABSENT_NANOS) {
          line.directory().excuse(absent);
        }
        changed |= line.directory().forgetSilent(now);
        changed |= !Boolean.valueOf(line.ready(now)).equals(ready.get(line));
      }
    }
    if (changed) {
      update();
    }
  }

  private void renew() {
    long now = clock.getAsLong();
    Map<String, Route> next = new HashMap<>();
    Map<Line, Boolean> nextReady = new HashMap<>();
    SortedMap<String, List<Route>> servers = new TreeMap<>();
    for (Line line : lines) {
      boolean up = line.ready(now);
      nextReady.put(line, up);
      if (!up) {
        continue;
      }
      for (Directory.Heard heard : line.directory().nodes()) {
        NodeId node = heard.said().node();
        for (Announcement.Server server : heard.said().servers()) {
          String name = node.name() + "/" + server.name();
          String key = lines.indexOf(line) + " " + line.epoch() + " " + server.queue();
          Route route = known.get(key);
          if (route == null) {
            route = new Route(line, name, server.queue());
          }
          next.put(key, route);
          if (!server.leaving()) {
            servers.computeIfAbsent(name + " " + node.life(), all -> new ArrayList<>()).add(route);
          }
        }
      }
    }
    known.forEach(
        (key, route) -> {
          if (!next.containsKey(key)) {
            route.end();
          }
        });
    known = next;
    ready = nextReady;
    if (!servers.isEmpty()) {
      routes = Routes.to(servers);
    } else if (!routes.isEmpty()) {
      routes = Routes.none(now);
    }
  }

  /** Gives other routes to those calls whose routes have ended, or who had none. */
  private void redirect(List<Waiting.Call> calls) {
    Routes now = routes;
    List<Waiting.Call> moved = new ArrayList<>();
    for (Waiting.Call call : calls) {
      Route before = call.route();
      if (before == null ? !now.isEmpty() : before.gone()) {
        if (before == null) {
          moved.add(call);
        } else if (call.move(before, null)) {
          if (call.moved() > MOST_MOVES) {
            hopeless.accept(call);
          } else {
            resent.increment();
            moved.add(call);
          }
        }
      }
    }
    if (!moved.isEmpty()) {
      dispatch(moved, now);
      if (routes != now) {
        redirect(moved);
      }
    }
  }

  private static void dispatch(List<Waiting.Call> calls, Routes routes) {
    if (routes.isEmpty()) {
      // They wait for somebody to come.
      return;
    }
    @Nullable Line only = null;
    boolean one = true;
    List<Waiting.Call> dispatched = new ArrayList<>(calls.size());
    for (Waiting.Call call : calls) {
      Route route = routes.of(call.partition());
      if (route != null && call.move(null, route)) {
        dispatched.add(call);
        one &= only == null || only == route.line();
        only = route.line();
      }
    }
    if (only == null) {
      return;
    }
    if (one) {
      only.add(dispatched);
      return;
    }
    Map<Line, List<Waiting.Call>> byLine = new HashMap<>();
    for (Waiting.Call call : dispatched) {
      Route route = call.route();
      if (route != null) {
        byLine.computeIfAbsent(route.line(), line -> new ArrayList<>()).add(call);
      }
    }
    byLine.forEach(Line::add);
  }
}
