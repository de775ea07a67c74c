package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.UserId;

class PartitionsTest {

  @Test
  void aUsersPartitionIsTheSameInEveryProcessAndRelease() {
    assertThat(Partitions.of(new UserId("", ""))).isZero();
    assertThat(Partitions.of(new UserId("sp1", "u7"))).isEqualTo(479);
    assertThat(Partitions.of(new UserId("müßig", "\ud83d\ude00"))).isEqualTo(877);
  }

  @Test
  void usersWithNumbersInARowAreSpreadEvenly() {
    spread(user -> new UserId("sp1", "u" + user));
  }

  @Test
  void storesWithOneUserEachAreSpreadEvenly() {
    spread(store -> new UserId(Integer.toString(store), "1"));
  }

  private static void spread(IntFunction<UserId> users) {
    int[] counts = new int[Assignment.PARTITIONS];
    for (int i = 0; i < 1_000 * counts.length; i++) {
      counts[Partitions.of(users.apply(i))]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }
}
