package supermarket.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.operation.AnsweredBasket;

/** One INFO line for each basket, priced or rejected. Thread safety: stateless. */
final class BasketLog implements Consumer<AnsweredBasket> {

  /** The logger's name, for the logging configuration. */
  static final String LOGGER = "supermarket.basket";

  private final Logger log;

  BasketLog(Logger log) {
    this.log = log;
  }

  @Override
  public void accept(AnsweredBasket basket) {
    if (log.isInfoEnabled()) {
      log.info(line(basket));
    }
  }

  private static String line(AnsweredBasket basket) {
    Answer answer = basket.answer();
    StringBuilder line = new StringBuilder(256);
    if (answer != null && answer.reply() instanceof Priced priced) {
      appendHead(line, "priced", basket, answer.server());
      line.append(" total=").append(priced.total().getAmount().toPlainString());
      line.append(" currency=").append(priced.total().getCurrencyUnit().getCode());
      line.append(" revision=").append(answer.revision().number());
    } else {
      appendHead(line, "rejected", basket, answer == null ? Answer.NO_SERVER : answer.server());
      line.append(" error=").append(basket.outcome());
      LogText.append(line.append(" detail="), basket.detail());
    }
    appendMicros(line, " total_us=", basket.tookNanos());
    if (answer != null) {
      appendMicros(line, " broker_us=", basket.brokerNanos());
      appendMicros(line, " waited_us=", answer.waitedNanos());
      appendMicros(line, " priced_us=", answer.pricedNanos());
    }
    return line.toString();
  }

  private static void appendHead(
      StringBuilder line, String what, AnsweredBasket basket, String server) {
    line.append(what).append(" id=");
    LogText.append(line, basket.id());
    LogText.append(line.append(" supermarket="), basket.owner().supermarket());
    LogText.append(line.append(" user="), basket.owner().user());
    LogText.append(line.append(" server="), server);
    line.append(" items=").append(basket.scanned());
  }

  private static void appendMicros(StringBuilder line, String name, long nanos) {
    line.append(name).append(TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
