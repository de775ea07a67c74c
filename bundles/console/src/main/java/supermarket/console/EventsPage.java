package supermarket.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

/**
 * {@code /console/events}: how the node stands, once a second, as server-sent events. The first
 * event is what was in the last minutes.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = HttpPage.PATH + "=/console/events")
public final class EventsPage implements HttpPage {

  /** So many may look at a time. */
  static final int MOST_VIEWERS = 16;

  /** When no sample comes, a comment shows whether the client is still there. */
  private static final long PATIENCE_MILLIS = 5_000;

  /** What cannot be written for so long is not read. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Feed feed;
  private final StateJson json;
  private final Semaphore places = new Semaphore(MOST_VIEWERS);
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

  /** Who looks, and since when something is being written to him; 0 if nothing is. */
  private static final class Viewer {

    private final Thread thread = Thread.currentThread();
    private volatile long writingSince;

    void write(OutputStream out, String text) throws IOException {
      writingSince = System.nanoTime();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      writingSince = 0;
    }

    /** One that reads nothing would have its place for good: to be interrupted closes it. */
    void endIfStuck() {
      long since = writingSince;
      if (since != 0 && System.nanoTime() - since > STUCK_NANOS) {
        thread.interrupt();
      }
    }
  }

  /** Called by Declarative Services. */
  @Activate
  public EventsPage(@Reference Sampler sampler, @Reference Node node) {
    this(sampler.feed(), node);
  }

  EventsPage(Feed feed, Node node) {
    this.feed = feed;
    this.json = new StateJson(node);
  }

  @Override
  public HttpReply answer(HttpRequest request) {
    if (!request.method().equals("GET")) {
      return Replies.onlyGet();
    }
    viewers.forEach(Viewer::endIfStuck);
    if (places.availablePermits() == 0) {
      return HttpReply.of(
          503,
          HttpReply.TEXT,
          MOST_VIEWERS + " look at this node already, which is as many as may\n");
    }
    return new HttpReply(200, "text/event-stream; charset=utf-8", Map.of(), this::write);
  }

  private void write(OutputStream out) throws IOException, InterruptedException {
    if (!places.tryAcquire()) {
      return;
    }
    Viewer viewer = new Viewer();
    viewers.add(viewer);
    try {
      event(viewer, out, "history", StateJson.history(feed.all()));
      @Nullable Sample last = null;
      while (!feed.isClosed()) {
        Sample next = feed.next(last, PATIENCE_MILLIS);
        if (next == null) {
          viewer.write(out, ": nothing new\n\n");
        } else {
          event(viewer, out, "state", json.state(next));
          last = next;
        }
      }
    } finally {
      viewers.remove(viewer);
      places.release();
    }
  }

  private static void event(Viewer viewer, OutputStream out, String name, String data)
      throws IOException {
    viewer.write(out, "event: " + name + "\ndata: " + data + "\n\n");
  }
}
