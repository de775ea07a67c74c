package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {

  private static List<String> servers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "node-%d/server".formatted(i)).toList();
  }

  private static Map<String, Integer> shares(List<String> servers) {
    Map<String, Integer> shares = new HashMap<>();
    for (int owner : Assignment.of(servers)) {
      shares.merge(servers.get(owner), 1, Integer::sum);
    }
    return shares;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9, 30, 100})
  void everyServerHasItsShareAndNoneMore(int count) {
    Map<String, Integer> shares = shares(servers(count));
    assertThat(shares).hasSize(count);
    int share = Assignment.PARTITIONS / count;
    assertThat(shares.values())
        .allMatch(
            size -> size >= share * 0.8 && size <= Math.ceilDiv(Assignment.PARTITIONS, count));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 9, 30})
  void aServerThatComesMovesNotMuchMoreThanItsShare(int count) {
    List<String> more = servers(count + 1);
    int[] before = Assignment.of(more.subList(0, count));
    int[] after = Assignment.of(more);
    int moved = 0;
    for (int partition = 0; partition < before.length; partition++) {
      moved += before[partition] == after[partition] ? 0 : 1;
    }
    assertThat(moved).isLessThan(2 * Assignment.PARTITIONS / (count + 1));
  }

  @Test
  void ofMoreServersThanPartitionsSomeHaveNone() {
    assertThat(shares(servers(2 * Assignment.PARTITIONS))).hasSize(Assignment.PARTITIONS);
  }

  @Test
  void itIsTheSameInEveryProcessAndRelease() {
    int[] owners = Assignment.of(servers(3));
    List<Integer> first = new ArrayList<>();
    for (int partition = 0; partition < 12; partition++) {
      first.add(owners[partition]);
    }
    assertThat(first).containsExactly(2, 0, 2, 1, 1, 0, 1, 0, 2, 0, 1, 2);
    assertThat(Assignment.best(7, List.of("tcp://a:1", "tcp://b:1", "tcp://c:1"))).isEqualTo(1);
  }
}
