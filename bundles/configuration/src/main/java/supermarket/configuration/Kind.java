package supermarket.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind of configuration: what a file of it may hold. */
interface Kind {

  /**
   * What came of a file.
   *
   * @param values for the configuration; meaningless if the file is refused
   * @param remarks what is wrong
   */
  record Judged(Map<String, Object> values, List<Remark> remarks) {
    boolean isGood() {
      return remarks.stream().noneMatch(Remark::refuses);
    }
  }

  /** Judges keys and values. */
  Judged judge(KeyValues file);

  /** Whether the node knows what there must be: then nothing runs without a good configuration. */
  boolean isOwn();

  /** Whether placeholders that are no property may stay. */
  default boolean hasOtherPlaceholders() {
    return false;
  }

  /** The keys that options of the command line set, and the properties that hold these. */
  default Map<String, String> options() {
    return Map.of();
  }

  /** The key that tells several of them apart; empty if there is one only. */
  default Optional<String> nameKey() {
    return Optional.empty();
  }
}
