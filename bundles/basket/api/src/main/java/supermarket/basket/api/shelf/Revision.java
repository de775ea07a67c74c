package supermarket.basket.api.shelf;

import java.util.Map;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.deployment.Deployment;

/**
 * One step of what the chain has deployed. It holds the whole state, so that whoever reads the
 * newest one needs no other.
 *
 * @param chain tells the revisions of one shelf from those of another
 * @param number 1 for the first, then one more for each
 * @param node where it was asked for
 * @param phase what it does
 * @param deployment what was asked for: when, by which door, and what became of it
 * @param deployed what is deployed once this revision is in force; with {@link Phase#PROPOSED} what
 *     would be
 */
public record Revision(
    String chain, long number, String node, Phase phase, Deployment deployment, Deployed deployed) {

  /**
   * Checks number and chain.
   *
   * @throws IllegalArgumentException if the number is less than 1, or the chain's id too long
   */
  public Revision {
    if (number < 1) {
      throw new IllegalArgumentException("revisions begin with 1, not " + number);
    }
    if (chain.length() > RevisionId.LONGEST_CHAIN) {
      throw new IllegalArgumentException("a chain's id of " + chain.length() + " characters");
    }
  }

  /** The strategy bundles that are deployed, by symbolic name. */
  public Map<String, DeployedBundle> bundles() {
    return deployed.bundles();
  }

  /** Which one it is. */
  public RevisionId id() {
    return new RevisionId(chain, number);
  }

  /** What a revision does. */
  public enum Phase {
    /** It asks all nodes to prepare. What was in force stays so. */
    PROPOSED,
    /** Its bundles are what every node prices with. */
    IN_FORCE,
    /** It ends a proposal, or records a deployment that was refused. Its bundles stay in force. */
    WITHDRAWN
  }
}
