package supermarket.basket.api.operation;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.TraceContext;

/**
 * Makes spans of what happens to baskets on this node. It is registered while spans are exported;
 * else there is none, and nothing is made.
 *
 * <p>Thread safety: any thread. Each method returns at once and throws nothing.
 */
@ConsumerType
public interface BasketTracer {

  /**
   * A gateway has the head of a request for a basket. Whoever observes baskets is told of its trace
   * when it is answered.
   *
   * @param client what the request says of a trace; null if it says nothing, or nothing valid
   * @return the trace of the basket; null if it is in none
   */
  @Nullable BasketTrace begin(@Nullable TraceContext client);

  /**
   * A basket server of this node has answered a basket of a trace that is sampled.
   *
   * @param request the basket, with its trace
   * @param answer what became of it
   * @param tookNanos from when its message came until now, in nanoseconds
   */
  void served(BasketRequest request, Answer answer, long tookNanos);
}
