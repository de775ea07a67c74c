package supermarket.basket.api.operation;

import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.UserId;

/**
 * A basket server, for operators. Each basket server provides one.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface ServerControl {

  /** The server's name, unique in a node. */
  String name();

  /** How it stands now. */
  ServerStatus status();

  /**
   * Kills a user's worker, if there is one: its basket in work is answered {@code
   * user_server_error}, those in its mailbox go to a new worker.
   *
   * @return whether there was one
   */
  boolean kill(UserId user);
}
