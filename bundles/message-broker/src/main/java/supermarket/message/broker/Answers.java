package supermarket.message.broker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;

/** Gives answers to callers. */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /** Answers a call. What the caller does with it harms no other call. */
  static void give(BasketCall call, Answer answer) {
    try {
      call.answer().accept(answer);
    } catch (RuntimeException e) {
      LOG.error("A caller failed to take its answer", e);
    }
  }
}
