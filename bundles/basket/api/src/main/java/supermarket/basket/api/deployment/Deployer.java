package supermarket.basket.api.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Puts strategy bundles into operation. Each version is checked while it is dark, live prices are
 * untouched until it has passed, and what was refused leaves nothing behind.
 *
 * <p>A version is put in the place of the live one at once ({@link #upgrade}), or step by step: in
 * shadow, for a share of the users, for all of them. A trial is the chain's: it begins anew on a
 * node that starts again.
 *
 * <p>Each deployment happens on all nodes of the chain, or on none.
 *
 * <p>Thread safety: all methods may be called by any thread; deployments are made one after
 * another. None throws for what is wrong with a jar: the {@link Deployment} says it. A strategy
 * whose classes are more than arithmetic is refused before any of them runs, unless it is {@link
 * Order#trusted}.
 */
@ProviderType
public interface Deployer {

  /** Tries a jar as an upgrade, or as an installation if there is nothing to upgrade. */
  Deployment check(Path jar, Order order);

  /** Installs a strategy bundle that is not there yet. */
  Deployment install(Path jar, Order order);

  /**
   * Puts a higher version of a live strategy bundle in its place. The version before is stopped and
   * kept for {@link #rollback}; the one before that is uninstalled.
   */
  Deployment upgrade(Path jar, Order order);

  /**
   * Puts a higher version of a live strategy bundle on trial: it prices the lines of live baskets
   * again, off the way of their replies. What it finds is kept, see {@link #findings}.
   */
  Deployment shadow(Path jar, Order order);

  /**
   * Lets the version on trial price for a share of the users, always the same ones. It stays in
   * shadow for the others.
   *
   * @param strategy the name of a live strategy
   * @param percent of the users, from 0 to 99
   */
  Deployment canary(String strategy, int percent, Order order);

  /**
   * Puts the version on trial in the place of the live one, as {@link #upgrade} does.
   *
   * @param strategy the name of a live strategy
   */
  Deployment promote(String strategy, Order order);

  /**
   * Takes the last step back: ends the trial, if there is one, and uninstalls the version that was
   * on trial; otherwise puts the version before in the place of the live one, which is kept in
   * turn.
   *
   * @param strategy the name of a live strategy
   */
  Deployment rollback(String strategy, Order order);

  /**
   * Uninstalls the version that is kept for {@link #rollback}.
   *
   * @param strategy the name of a live strategy
   */
  Deployment forget(String strategy, Order order);

  /**
   * Uninstalls the bundle of a live strategy, with the version before it and the one on trial. If
   * it prices products, that is refused, unless it is {@link Order#forced}.
   *
   * @param strategy the name of a live strategy
   */
  Deployment uninstall(String strategy, Order order);

  /**
   * Admits what a bundle holds now, although its classes are more than arithmetic: a bundle that
   * came by the framework itself and stays dark.
   *
   * @param bundleId the framework's id of the bundle
   */
  Deployment trust(long bundleId, Order order);

  /** Checks a jar and prices the lines that were priced last with it; leaves nothing. */
  Findings replay(Path jar, Order order);

  /**
   * What the version on trial makes of the lines of live baskets, from the beginning of its trial
   * on: what all nodes have found together.
   *
   * @param strategy the name of a strategy
   * @return empty if no version of it is on trial
   */
  Optional<Findings> findings(String strategy);

  /** The deployments on record, the oldest first; checks and dry runs are among them. */
  List<Deployment> history();
}
