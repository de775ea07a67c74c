package supermarket.deployer.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;

/** What this node can do. Called under the deployer's monitor. */
public interface Node {

  /**
   * Brings a bundle to where it should be, step by step, each with the consent of the chain.
   *
   * @param target what is to be deployed of it; null is nothing
   * @param decided whether all have agreed on it, so that no policy of this node speaks against it
   * @return why it is not there; empty if it is
   */
  List<String> bring(String symbolicName, @Nullable DeployedBundle target, boolean decided);

  /**
   * Brings the catalogue to where it should be, with the consent of the chain.
   *
   * @return why it is not there; empty if it is
   */
  List<String> bring(CatalogueState target);

  /** The chain has agreed on a revision: what this node changes next is of it. */
  void agreed(RevisionId revision);

  /** What is in use on this node is of a revision. */
  void isAt(RevisionId revision);

  /** Returns what is deployed here. */
  Deployed deployed();
}
