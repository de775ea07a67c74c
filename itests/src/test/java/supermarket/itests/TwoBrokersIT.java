package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.itests.Claims.assertNoneWrongOrLost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Cluster.Size;

/** One of two brokers dies while stores post baskets. */
@Timeout(600)
class TwoBrokersIT {

  private static final int TILLS = 64;

  /** Half of them, give or take what a hash does. */
  private static final int MOST_OF_ONE_BROKER = TILLS * 3 / 4;

  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("supermarket.broker.away.seconds", 4));

  private static final Duration WHILE = Duration.ofSeconds(1);

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = Cluster.start(folder, new Size(2, 1, 2));
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Every user belongs to one of the brokers, so nobody may suffer from both. */
  @Test
  void oneOfTwoBrokersIsDeadAndTheUsersOfTheOtherDoNotNotice() throws IOException {
    Set<String> both = new HashSet<>(usersWhoNoticeTheDeathOf(0));
    both.retainAll(usersWhoNoticeTheDeathOf(1));
    assertThat(both).isEmpty();
  }

  private static Set<String> usersWhoNoticeTheDeathOf(int broker) throws IOException {
    cluster.awaitReady();
    Outcomes outcomes;
    try (Load load =
        Load.on(cluster.addresses())
            .tills(TILLS)
            .every(Duration.ofMillis(200))
            .awaitAllPriced()
            .goOnFor(WHILE)) {
      cluster.broker(broker).kill();
      load.goOnFor(AWAY);
      cluster.broker(broker).restart();
      load.awaitAllPriced();
      outcomes = load.end();
    }
    Set<String> noticed =
        outcomes.where(outcome -> outcome.kind() != Outcome.Kind.PRICED).all().stream()
            .map(Outcome::user)
            .collect(Collectors.toSet());
    System.out.println(
        "broker %d of 2 dead for %d s, noticed by %d of %d users: %s"
            .formatted(broker + 1, AWAY.toSeconds(), noticed.size(), TILLS, outcomes));
    assertNoneWrongOrLost(outcomes);
    assertThat(noticed).hasSizeLessThanOrEqualTo(MOST_OF_ONE_BROKER);
    return noticed;
  }
}
