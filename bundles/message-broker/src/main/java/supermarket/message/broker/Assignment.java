package supermarket.message.broker;

import java.util.List;

/**
 * Which basket server owns which partition. Every gateway computes it for itself, from the same
 * names, and comes to the same result: there is nobody who hands partitions out and could fail.
 *
 * <p>Rendezvous hashing (Thaler and Ravishankar, 1998): a partition belongs to the server that
 * scores highest for it, so a server that comes or goes moves little more than its own share, as
 * long as servers have some tens of partitions each (docs/scaling.md). No server gets more than its
 * share (bounded loads: Mirrokni, Thorup and Zadimoghaddam, 2018): who is full is passed over.
 */
final class Assignment {

  /**
   * How many partitions users are spread over. The same in every process and release. Enough for
   * tens of servers to have shares of nearly the same size.
   */
  static final int PARTITIONS = 1024;

  private Assignment() {}

  /**
   * The owner of each partition.
   *
   * @param servers names, in the same order everywhere; at least one
   * @return for each partition an index into the list
   */
  static int[] of(List<String> servers) {
    int count = servers.size();
    long[] hashes = servers.stream().mapToLong(Assignment::hash).toArray();
    int share = PARTITIONS / count;
    // So many servers have one more.
    int more = PARTITIONS % count;
    int[] taken = new int[count];
    int[] owners = new int[PARTITIONS];
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int best = -1;
      long highest = 0;
      for (int server = 0; server < count; server++) {
        long score = score(partition, hashes[server]);
        boolean room = taken[server] < share || (taken[server] == share && more > 0);
        if (room && (best < 0 || score > highest)) {
          best = server;
          highest = score;
        }
      }
      more -= taken[best] == share ? 1 : 0;
      taken[best]++;
      owners[partition] = best;
    }
    return owners;
  }

  /** Which of some names scores highest for a partition. */
  static int best(int partition, List<String> names) {
    int best = 0;
    long highest = Long.MIN_VALUE;
    for (int i = 0; i < names.size(); i++) {
      long score = score(partition, hash(names.get(i)));
      if (score > highest) {
        best = i;
        highest = score;
      }
    }
    return best;
  }

  private static long score(int partition, long hash) {
    return mixed(hash + (partition + 1L) * 0x9e3779b97f4a7c15L);
  }

  /** The same in every process: only what the specification of {@link String} lays down. */
  private static long hash(String name) {
    long hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = mixed(hash + name.charAt(i) + 1);
    }
    return hash;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
