package supermarket.message.broker;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.operation.BasketTracer;

/**
 * Tells whoever makes spans of the baskets that basket servers have answered. Thread-safe.
 *
 * @param tracers answers null while no spans are made
 */
record Served(Supplier<@Nullable BasketTracer> tracers) {

  private static final Logger LOG = LoggerFactory.getLogger(Served.class);

  /**
   * Returns what takes the answer to a request that has just come.
   *
   * @param taker takes the answer; if nobody makes spans of the request, it is what is returned
   */
  Consumer<Answer> told(BasketRequest request, Consumer<Answer> taker) {
    TraceContext trace = request.trace();
    BasketTracer tracer = trace != null && trace.isSampled() ? tracers.get() : null;
    return tracer == null ? taker : new Teller(request, taker, tracer);
  }

  private static final class Teller implements Consumer<Answer> {
    private final BasketRequest request;
    private final Consumer<Answer> taker;
    private final BasketTracer tracer;
    private final long came = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();

    Teller(BasketRequest request, Consumer<Answer> taker, BasketTracer tracer) {
      this.request = request;
      this.taker = taker;
      this.tracer = tracer;
    }

    /** The answer goes first: it is waited for. */
    @Override
    public void accept(Answer answer) {
      taker.accept(answer);
      if (answered.compareAndSet(false, true)) {
        try {
          tracer.served(request, answer, System.nanoTime() - came);
        } catch (RuntimeException e) {
          LOG.warn("{} fails to make spans of a basket", tracer.getClass().getName(), e);
        }
      }
    }
  }
}
