package supermarket.deployer.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.deployment.Deployment;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Refused;

/**
 * The versions that are in operation, as the drop folder needs them.
 *
 * <p>Thread safety: to be called under the deployer's monitor.
 */
public interface Fleet {

  /** All that the deployer installed, live or not. */
  List<Bundle> ours();

  /** The version of a bundle that is live; null if none is. */
  @Nullable Bundle live(String symbolicName);

  /** The version that a live one can go back to. */
  Optional<Bundle> kept(Bundle live);

  /**
   * Copies a jar and judges the copy, which the caller deletes.
   *
   * @throws Refused if it cannot be read, or is no strategy bundle
   */
  Candidate read(Path jar) throws Refused;

  /**
   * Installs or upgrades.
   *
   * @param known the reasons why it was refused before; if it is refused for the same ones, that is
   *     not put on record again
   */
  Deployment bring(Candidate candidate, List<String> known);

  /** Whether the chain has this content: live, kept or on trial. */
  boolean isDeployed(String sha256);

  /** Does what the chain has agreed on, and takes part in what is proposed, before it returns. */
  void catchUp();

  /** Puts one version in the place of another. */
  Deployment swap(String door, Bundle from, Bundle to);

  /** Uninstalls versions of one bundle. */
  Deployment uninstall(String door, List<Bundle> bundles, String why);

  /** Puts a refusal on record. */
  Deployment refuse(String file, List<String> reasons);
}
