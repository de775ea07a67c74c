package supermarket.basket.api.shelf;

import java.util.List;

/**
 * What a node says of a proposal.
 *
 * @param node its name
 * @param ready whether it has the version, dark and checked, and waits for the decision
 * @param details every reason of a refusal, or what else is worth knowing; one sentence each
 */
public record Verdict(String node, boolean ready, List<String> details) {

  /** Takes an unmodifiable copy of the details. */
  public Verdict {
    details = List.copyOf(details);
  }
}
