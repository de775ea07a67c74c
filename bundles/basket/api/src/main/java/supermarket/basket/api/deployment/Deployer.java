package supermarket.basket.api.deployment;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Puts strategy bundles into operation. Each version is checked while it is dark, live prices are
 * untouched until it has passed, and what was refused leaves nothing behind.
 *
 * <p>Thread safety: all methods may be called by any thread; deployments are made one after
 * another. None throws for what is wrong with a jar: the {@link Deployment} says it.
 */
@ProviderType
public interface Deployer {

  /** Tries a jar as an upgrade, or as an installation if there is nothing to upgrade. */
  Deployment check(Path jar);

  /**
   * Installs a strategy bundle that is not there yet.
   *
   * @param dryRun true to check only
   */
  Deployment install(Path jar, boolean dryRun);

  /**
   * Puts a higher version of a live strategy bundle in its place. The version before is stopped and
   * kept for {@link #rollback}; the one before that is uninstalled.
   *
   * @param dryRun true to check only
   */
  Deployment upgrade(Path jar, boolean dryRun);

  /**
   * Puts the version before in the place of the live one, which is kept in turn.
   *
   * @param strategy the name of a live strategy
   * @param dryRun true to check only
   */
  Deployment rollback(String strategy, boolean dryRun);

  /**
   * Uninstalls the bundle of a live strategy, and the version before it.
   *
   * @param strategy the name of a live strategy
   * @param dryRun true to check only
   */
  Deployment uninstall(String strategy, boolean dryRun);

  /** Checks a jar and prices the lines that were priced last with it; leaves nothing. */
  Replay replay(Path jar);

  /** The deployments on record, the oldest first; checks and dry runs are among them. */
  List<Deployment> history();
}
