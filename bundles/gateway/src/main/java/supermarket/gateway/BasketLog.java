package supermarket.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.UserId;

/** One INFO line for each basket, priced or rejected. Thread safety: stateless. */
final class BasketLog {

  /** The logger's name, for the logging configuration. */
  static final String LOGGER = "supermarket.basket";

  private static final String UNKNOWN = "-";

  private final Logger log;

  private final Consumer<String> lines;

  /**
   * @param log says whether lines are wanted
   * @param lines takes them
   */
  BasketLog(Logger log, Consumer<String> lines) {
    this.log = log;
    this.lines = lines;
  }

  /**
   * A basket that has a price.
   *
   * @param tookNanos from the request's head to its reply
   */
  void priced(String id, Basket basket, Priced priced, Answer answer, long tookNanos) {
    if (log.isInfoEnabled()) {
      StringBuilder line = line("priced", id, basket.owner(), answer.server(), basket.scanned());
      line.append(" total=").append(priced.total().getAmount().toPlainString());
      line.append(" currency=").append(priced.total().getCurrencyUnit().getCode());
      line.append(" revision=").append(answer.revision().number());
      appendTimes(line, answer, tookNanos);
      lines.accept(line.toString());
    }
  }

  /** A basket that a basket server or the broker rejected. */
  void rejected(String id, Basket basket, Refusal refusal, Answer answer, long tookNanos) {
    if (log.isInfoEnabled()) {
      StringBuilder line = line("rejected", id, basket.owner(), answer.server(), basket.scanned());
      appendRefusal(line, refusal);
      appendTimes(line, answer, tookNanos);
      lines.accept(line.toString());
    }
  }

  /**
   * A basket that the gateway refused.
   *
   * @param scanned how many items of it were read
   */
  void refused(
      String id,
      @Nullable String supermarket,
      @Nullable String user,
      int scanned,
      Refusal refusal,
      long tookNanos) {
    if (log.isInfoEnabled()) {
      UserId owner = new UserId(orUnknown(supermarket), orUnknown(user));
      StringBuilder line = line("rejected", id, owner, Answer.NO_SERVER, scanned);
      appendRefusal(line, refusal);
      appendMicros(line, " total_us=", tookNanos);
      lines.accept(line.toString());
    }
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? UNKNOWN : text;
  }

  private static StringBuilder line(
      String what, String id, UserId owner, String server, int scanned) {
    StringBuilder line = new StringBuilder(256).append(what).append(" id=");
    LogText.append(line, id);
    LogText.append(line.append(" supermarket="), owner.supermarket());
    LogText.append(line.append(" user="), owner.user());
    LogText.append(line.append(" server="), server);
    return line.append(" items=").append(scanned);
  }

  private static void appendRefusal(StringBuilder line, Refusal refusal) {
    line.append(" error=").append(refusal.problem().word());
    LogText.append(line.append(" detail="), refusal.detail());
  }

  private static void appendTimes(StringBuilder line, Answer answer, long tookNanos) {
    long elsewhere = answer.waitedNanos() + answer.pricedNanos();
    appendMicros(line, " total_us=", tookNanos);
    appendMicros(line, " broker_us=", Math.max(0, tookNanos - elsewhere));
    appendMicros(line, " waited_us=", answer.waitedNanos());
    appendMicros(line, " priced_us=", answer.pricedNanos());
  }

  private static void appendMicros(StringBuilder line, String name, long nanos) {
    line.append(name).append(TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
