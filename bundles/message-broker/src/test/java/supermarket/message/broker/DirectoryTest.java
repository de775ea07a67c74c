package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import supermarket.message.broker.Announcement.Server;

/** The test is the clock. */
class DirectoryTest {

  private final Directory directory = new Directory();

  @Test
  void aQueueThatLostItsConsumerWhileItsNodeWasSilentDoesNotComeBackWithIt() {
    assertThat(hear(0, new Server("server", "before", false))).isTrue();
    assertThat(directory.forgetSilent(Directory.SILENCE_NANOS)).isTrue();
    assertThat(directory.consumerGone("before")).as("nobody is affected").isFalse();
    long later = 2 * Directory.SILENCE_NANOS;
    assertThat(hear(later, new Server("server", "before", false))).isTrue();
    assertThat(queues()).as("its node does not know yet").isEmpty();
    hear(later, new Server("server", "after", false));
    assertThat(queues()).containsExactly("after");
  }

  @Test
  void aQueueThatLostItsConsumerBeforeItsNodeFellSilentDoesNotComeBackWithIt() {
    hear(0, new Server("server", "before", false));
    assertThat(directory.consumerGone("before")).isTrue();
    assertThat(directory.consumerGone("before")).as("again").isFalse();
    directory.forgetSilent(Directory.SILENCE_NANOS);
    hear(Directory.SILENCE_NANOS, new Server("server", "before", false));
    assertThat(queues()).isEmpty();
  }

  @Test
  void whoLeavesInOrderStaysWithoutAConsumer() {
    hear(0, new Server("server", "leaving", true));
    assertThat(directory.consumerGone("leaving")).isFalse();
    assertThat(queues()).containsExactly("leaving");
    hear(1, new Server("server", "leaving", false));
    assertThat(queues()).as("it stood by, and does not any more").isEmpty();
  }

  private boolean hear(long now, Server... servers) {
    return directory.heard(
        new Announcement(new NodeId("node", "1"), "basket", false, List.of(servers), Map.of()),
        true,
        now);
  }

  private List<String> queues() {
    return directory.nodes().stream()
        .flatMap(heard -> heard.said().servers().stream())
        .map(Server::queue)
        .toList();
  }
}
