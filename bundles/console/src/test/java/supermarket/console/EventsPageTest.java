package supermarket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

@Timeout(30)
class EventsPageTest {

  private static final Sample.Latency NONE = new Sample.Latency(0, 0);

  private final Feed feed = new Feed();
  private final EventsPage page = new EventsPage(feed, new Node("basket", null));
  private final List<Thread> viewers = new ArrayList<>();

  private static Sample sample(long at) {
    return new Sample(
        at, 7, 2, Map.of("timeout", 2L), new Sample.Latency(300, 900), NONE, NONE, NONE, 1, 2, 3);
  }

  @AfterEach
  void close() throws InterruptedException {
    feed.close();
    for (Thread each : viewers) {
      each.join();
    }
  }

  private HttpReply ask() {
    return page.answer(
        new HttpRequest(
            "GET", "/console/events", Map.of(), Map.of(), InputStream.nullInputStream()));
  }

  private BufferedReader look() throws IOException {
    PipedInputStream in = new PipedInputStream(1 << 20);
    PipedOutputStream out = new PipedOutputStream(in);
    HttpReply reply = ask();
    assertThat(reply.status()).isEqualTo(200);
    viewers.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try (out) {
                    reply.content().writeTo(out);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  @Test
  void whatWasComesFirstThenEachSample() throws Exception {
    feed.add(sample(1));
    feed.add(sample(2));
    BufferedReader events = look();
    assertThat(events.readLine()).isEqualTo("event: history");
    assertThat(events.readLine()).startsWith("data: {\"samples\":[{\"at\":1,").contains("\"at\":2");
    assertThat(events.readLine()).isEmpty();
    assertThat(events.readLine()).isEqualTo("event: state");
    assertThat(events.readLine())
        .startsWith("data: {\"sample\":{\"at\":2,\"priced\":7,\"failed\":2,")
        .contains(
            "\"reasons\":{\"timeout\":2}",
            "\"all\":[300,900]",
            "\"role\":\"basket\"",
            "\"has_gateway\":false",
            "\"brokers\":[]",
            "\"servers\":[]",
            "\"strategies\":[]",
            "\"troubles\":[]");
    assertThat(events.readLine()).isEmpty();
    feed.add(sample(3));
    assertThat(events.readLine()).isEqualTo("event: state");
    assertThat(events.readLine()).contains("\"at\":3,");
  }

  @Test
  void soManyMayLookAtATime() throws Exception {
    for (int i = 0; i < EventsPage.MOST_VIEWERS; i++) {
      assertThat(look().readLine()).isEqualTo("event: history");
    }
    assertThat(ask().status()).isEqualTo(503);
    close();
    assertThat(ask().status()).isEqualTo(200);
  }

  @Test
  void aQuarterOfAnHourIsKept() {
    for (int i = 0; i < Feed.MOST + 5; i++) {
      feed.add(sample(i));
    }
    assertThat(feed.all()).hasSize(Feed.MOST);
    assertThat(feed.all().getFirst().at()).isEqualTo(5);
  }
}
