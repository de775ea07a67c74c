package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.UserId;

class PartitionsTest {

  @Test
  void aUsersPartitionIsTheSameInEveryProcessAndRelease() {
    Partitions partitions = new Partitions(12);
    assertThat(partitions.of(new UserId("", ""))).isZero();
    assertThat(partitions.of(new UserId("sp1", "u7"))).isEqualTo(11);
    assertThat(partitions.of(new UserId("müßig", "\ud83d\ude00"))).isEqualTo(5);
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
    Partitions partitions = new Partitions(12);
    int[] counts = new int[12];
    for (int i = 0; i < 12_000; i++) {
      counts[partitions.of(users.apply(i))]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }
}
