package supermarket.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.joda.money.Money;
import org.slf4j.Logger;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketTrace;

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
    StringBuilder line = new StringBuilder(256);
    Money total = basket.total();
    appendHead(line, total == null ? "rejected" : "priced", basket);
    if (total != null) {
      line.append(" total=").append(total.getAmount().toPlainString());
      line.append(" currency=").append(total.getCurrencyUnit().getCode());
      line.append(" revision=").append(basket.revision().number());
    } else {
      line.append(" error=").append(basket.outcome());
      LogText.append(line.append(" detail="), basket.detail());
    }
    appendMicros(line, " total_us=", basket.tookNanos());
    if (basket.isAnswered()) {
      appendMicros(line, " broker_us=", basket.brokerNanos());
      appendMicros(line, " waited_us=", basket.waitedNanos());
      appendMicros(line, " priced_us=", basket.pricedNanos());
    }
    BasketTrace trace = basket.trace();
    if (trace != null) {
      line.append(" trace=").append(trace.context().traceId());
    }
    return line.toString();
  }

  private static void appendHead(StringBuilder line, String what, AnsweredBasket basket) {
    line.append(what).append(" id=");
    LogText.append(line, basket.id());
    LogText.append(line.append(" supermarket="), basket.owner().supermarket());
    LogText.append(line.append(" user="), basket.owner().user());
    LogText.append(line.append(" server="), basket.server());
    line.append(" items=").append(basket.scanned());
  }

  private static void appendMicros(StringBuilder line, String name, long nanos) {
    line.append(name).append(TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
