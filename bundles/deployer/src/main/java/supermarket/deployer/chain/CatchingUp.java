package supermarket.deployer.chain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.shelf.Deployed;

/**
 * Stands in for the consent of the others while a node does what they have agreed on. What is
 * prepared for it is of an older revision still: prices are those of before. The change after which
 * all is as agreed is of the new one, from its own moment on.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class CatchingUp implements Consent {

  private final Node node;
  private final Deployed target;
  private final RevisionId decided;
  private Deployed now;

  /**
   * Of a node.
   *
   * @param now what is deployed on it
   * @param target what all have agreed on
   * @param decided with which revision
   */
  CatchingUp(Node node, Deployed now, Deployed target, RevisionId decided) {
    this.node = node;
    this.now = now;
    this.target = target;
    this.decided = decided;
  }

  @Override
  public void ask(Change change, @Nullable Path content) {
    now = change.after(now);
    if (now.equals(target)) {
      node.agreed(decided);
    }
  }
}
