package supermarket.basket.api.operation;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The health checks of this node, whoever has registered them. Provided by the health bundle, for
 * operators.
 *
 * <p>Thread safety: any thread.
 */
@ProviderType
public interface HealthChecks {

  /** Returns the tags that checks have, sorted. */
  Set<String> tags();

  /**
   * Makes checks. Takes some seconds at most.
   *
   * @param tag of those that are made; empty for all
   * @return by name
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  List<Checked> check(String tag) throws InterruptedException;

  /** What a check has found. */
  enum Status {
    /** All is well. */
    OK,
    /** Something is wrong; baskets are priced all the same. */
    WARN,
    /** It is not healthy. */
    CRITICAL
  }

  /**
   * A check that was made.
   *
   * @param name what it is called
   * @param tags by which it can be asked for, sorted
   * @param status what it has found
   * @param reasons why, one sentence each
   */
  record Checked(String name, List<String> tags, Status status, List<String> reasons) {
    /** Takes unmodifiable copies. */
    public Checked {
      tags = List.copyOf(tags);
      reasons = List.copyOf(reasons);
    }
  }
}
