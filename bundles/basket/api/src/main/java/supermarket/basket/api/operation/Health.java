package supermarket.basket.api.operation;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells what keeps a part of this node from its work. Each part that can be in trouble registers
 * one as a service; readiness, the shell and whatever watches the node ask all of them.
 *
 * <p>Thread safety: any thread may ask at any time.
 */
@ConsumerType
public interface Health {

  /**
   * What is wrong now. Returns at once: it waits for nothing and calls no foreign code.
   *
   * @return the troubles, gravest first; empty if all is well
   */
  List<Trouble> troubles();
}
