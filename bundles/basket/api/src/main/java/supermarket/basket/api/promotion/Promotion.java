package supermarket.basket.api.promotion;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A promotion of the catalogue.
 *
 * @param id unique among the promotions of the chain
 * @param name what customers are told; may be empty
 * @param kind the name of its kind
 * @param parameters those of its kind, as text, by name
 * @param conditions when, where and for whom it holds
 * @param group of promotions of what is left to pay, only the best of a group is applied; empty for
 *     those that name none, which are a group too
 * @param atMost how often it is applied to a basket at most, at least 1; {@link Long#MAX_VALUE} for
 *     any number
 * @param dark whether it is explained only, and takes nothing off
 */
public record Promotion(
    String id,
    String name,
    String kind,
    Map<String, String> parameters,
    Conditions conditions,
    String group,
    long atMost,
    boolean dark) {

  /**
   * Takes an unmodifiable, sorted copy of the parameters.
   *
   * @throws IllegalArgumentException if it has no id or no kind, or may be applied less than once
   */
  public Promotion {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    if (id.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException("a promotion needs an id and a kind");
    }
    if (atMost < 1) {
      throw new IllegalArgumentException(
          "a promotion that is applied at most " + atMost + " times");
    }
  }

  /** Returns the same under other conditions. */
  public Promotion with(Conditions others) {
    return new Promotion(id, name, kind, parameters, others, group, atMost, dark);
  }
}
