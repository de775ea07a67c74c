package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static supermarket.itests.Claims.assertNoneFailed;
import static supermarket.itests.Claims.assertNoneFailedBeforeItsDeadline;
import static supermarket.itests.Claims.assertNoneWrongOrLost;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Cluster.Size;
import supermarket.itests.Outcome.Kind;

/** The only broker dies, stays away and fills up while stores post baskets. */
@Timeout(600)
class BrokerFaultsIT {

  /** So many in this build; {@code mvn verify -Psoak} for more. */
  private static final int KILLS = Integer.getInteger("supermarket.broker.kills", 2);

  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("supermarket.broker.away.seconds", 8));

  /** Filled within seconds, and many times what the load needs while all is well. */
  private static final int BROKER_MEGABYTES = 1;

  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration WHILE = Duration.ofSeconds(1);

  /** A broker that is back so soon was hardly away: only baskets whose deadlines pass may fail. */
  private static final Duration HARDLY_AWAY = Duration.ofSeconds(2);

  /** After this, baskets are no longer held for a broker that may come back. */
  private static final Duration NOTICED = Duration.ofSeconds(3);

  /** What is to be at once, on a machine that has other things to do. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  /** The requirement is two seconds, on a machine that does nothing else. */
  private static final Duration BACK = Duration.ofSeconds(4);

  /** As long as it may take until a broker that was full takes messages again. */
  private static final Duration ROOM = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long HEAP_MARGIN = 16 << 20;

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = Cluster.start(folder, new Size(1, 2, 2), BROKER_MEGABYTES);
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void ready() {
    cluster.awaitReady();
  }

  private static Load load() {
    return Load.on(cluster.addresses()).every(PACE).awaitAllPriced().goOnFor(WHILE);
  }

  @Test
  void theBrokerIsKilledAndStartedAgainAndOnlyDeadlinesFail() throws IOException {
    Outcomes outcomes;
    List<Outage> outages = new ArrayList<>();
    try (Load load = load()) {
      for (int kill = 0; kill < KILLS; kill++) {
        long killed = System.nanoTime();
        cluster.broker(0).kill();
        cluster.broker(0).restart();
        outages.add(new Outage(killed, System.nanoTime()));
        load.awaitAllPriced().goOnFor(WHILE);
      }
      outcomes = load.end();
    }
    System.out.println(
        "broker killed and started again, away for %s: %s"
            .formatted(outages.stream().map(Outage::length).toList(), outcomes));
    assertNoneWrongOrLost(outcomes);
    assertNoneFailedBeforeItsDeadline(
        outcomes.where(outcome -> outages.stream().noneMatch(outage -> outage.excuses(outcome))));
  }

  /** From the kill until the broker listens again. */
  private record Outage(long from, long to) {

    /** On a slow machine the broker takes longer to come back than baskets need to be held. */
    boolean excuses(Outcome outcome) {
      return outcome.ended() - from > HARDLY_AWAY.toNanos()
          && outcome.sent() - to < 0
          && outcome.detail().equals("503 broker_unavailable");
    }

    String length() {
      return Outcomes.millis(Duration.ofNanos(to - from));
    }
  }

  @Test
  void whileTheBrokerIsAwayBasketsAreRefusedAtOnceAndMemoryIsFlat() throws IOException {
    List<Long> heapBefore = heap();
    List<Long> heapAway;
    Outcomes outcomes;
    long noticed;
    long returning;
    long returned;
    try (Load load = load()) {
      cluster.broker(0).kill();
      load.goOnFor(NOTICED);
      noticed = System.nanoTime();
      load.goOnFor(AWAY.minus(NOTICED));
      heapAway = heap();
      returning = System.nanoTime();
      cluster.broker(0).restart();
      returned = System.nanoTime();
      load.awaitAllPriced().goOnFor(WHILE);
      outcomes = load.end();
    }
    Outcomes away = outcomes.within(Duration.ofNanos(returning - noticed), noticed);
    Duration back =
        Duration.ofNanos(lastOfFirstPriced(outcomes.of(Kind.PRICED).since(returning)) - returned);
    System.out.println(
        "broker away for %d s: %s; meanwhile %s; every gateway prices again %s after it is back; heaps of the gateways %s, then %s"
            .formatted(
                AWAY.toSeconds(), outcomes, away, Outcomes.millis(back), heapBefore, heapAway));
    assertNoneWrongOrLost(outcomes);
    assertThat(away.failures()).containsOnlyKeys("rejected 503 broker_unavailable");
    assertThat(away.count(Kind.REJECTED)).isEqualTo(away.count());
    assertThat(away.percentile(99)).isLessThan(AT_ONCE);
    assertThat(back).isLessThan(BACK);
    for (int i = 0; i < heapBefore.size(); i++) {
      assertThat(heapAway.get(i)).isLessThan(heapBefore.get(i) + HEAP_MARGIN);
    }
  }

  /** When the last gateway answered with a price for the first time. */
  private static long lastOfFirstPriced(Outcomes priced) {
    long last = Long.MIN_VALUE;
    for (int gateway = 0; gateway < cluster.gateways().size(); gateway++) {
      last =
          Math.max(
              last,
              priced.at(gateway).all().stream().mapToLong(Outcome::ended).min().orElseThrow());
    }
    return last;
  }

  private static List<Long> heap() {
    return cluster.gateways().stream().map(node -> Heap.usedBy(node.pid())).toList();
  }

  @Test
  void aBrokerWithoutRoomIsAnsweredWithRefusalsAndNothingIsHeld() throws JMSException {
    Outcomes outcomes;
    long emptied;
    try (Load load = load()) {
      try (Ballast ballast = new Ballast(cluster.broker(0))) {
        await("refusals")
            .atMost(PATIENCE)
            .until(
                () -> {
                  ballast.fill();
                  return isRefused(load.soFar());
                });
        for (int i = 0; i < 10; i++) {
          long asked = System.nanoTime();
          assertThat(cluster.gateways()).allMatch(gateway -> gateway.answers("/health/live"));
          assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
        }
      }
      emptied = System.nanoTime();
      load.awaitAllPriced().goOnFor(ROOM);
      outcomes = load.end();
    }
    Outcomes refused = outcomes.where(BrokerFaultsIT::isRefusal);
    Outcomes pricedAgain = outcomes.of(Kind.PRICED).since(emptied);
    System.out.println(
        "broker without room: %s; refused within p50 %s, p99 %s; when there is room again: %s"
            .formatted(
                outcomes,
                Outcomes.millis(refused.servicePercentile(50)),
                Outcomes.millis(refused.servicePercentile(99)),
                outcomes.since(emptied)));
    assertNoneWrongOrLost(outcomes);
    assertThat(refused.servicePercentile(99)).isLessThan(AT_ONCE);
    assertThat(pricedAgain.count()).as("priced when there is room again").isPositive();
    try (Load after = load()) {
      assertNoneFailed(after.end());
    }
  }

  private static boolean isRefused(Outcomes outcomes) {
    return outcomes.where(BrokerFaultsIT::isRefusal).count() > 0;
  }

  /** First its want of room is noticed, then that no node is heard over it. */
  private static boolean isRefusal(Outcome outcome) {
    return outcome.detail().startsWith("503 ");
  }
}
