package supermarket.deployer.chain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.deployer.bundle.Refused;

/**
 * Asked by a deployment when all is checked and nothing is changed yet. When it returns, the
 * deployment is in force on all nodes, and this one has to do it too.
 */
@FunctionalInterface
public interface Consent {

  /** What a deployment makes of all that is deployed. */
  @FunctionalInterface
  interface Change {

    /** Returns what is deployed afterwards. */
    Deployed after(Deployed now);
  }

  /** What a deployment makes of a bundle. */
  @FunctionalInterface
  interface BundleChange {

    /**
     * Returns what is deployed of the bundle afterwards; null if nothing.
     *
     * @param now what is deployed of it; null if nothing
     */
    @Nullable DeployedBundle after(@Nullable DeployedBundle now);
  }

  /**
   * Asks.
   *
   * @param change what becomes of what is deployed
   * @param content the jar or catalogue that comes with it; null if all nodes have had it before
   * @throws Refused if it is not to be, on no node
   * @throws InterruptedException if the thread is interrupted while it waits for the others
   */
  void ask(Change change, @Nullable Path content) throws Refused, InterruptedException;

  /**
   * Asks for a change of one bundle.
   *
   * @param symbolicName the bundle that changes
   * @param change what becomes of it
   * @param jar the jar that comes with it; null if all nodes have had it before
   * @throws Refused if it is not to be, on no node
   * @throws InterruptedException if the thread is interrupted while it waits for the others
   */
  default void ask(String symbolicName, BundleChange change, @Nullable Path jar)
      throws Refused, InterruptedException {
    ask(now -> now.with(symbolicName, change.after(now.bundles().get(symbolicName))), jar);
  }

  /**
   * Asks for a change of the catalogue.
   *
   * @param state what becomes of it
   * @param base its content; null if all nodes have had it before
   * @throws Refused if it is not to be, on no node
   * @throws InterruptedException if the thread is interrupted while it waits for the others
   */
  default void ask(CatalogueState state, @Nullable Path base) throws Refused, InterruptedException {
    ask(now -> now.with(state), base);
  }
}
