package supermarket.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketReply;

/**
 * Why a request is refused, as the client is told.
 *
 * @param problem the kind
 * @param detail one sentence; may hold what the client wrote, so it is escaped where it is shown
 * @param field the member of the body it is about, such as {@code items[3].quantity}, if any
 * @param line the line of the body, from 1, or 0 if it is about no place in the body
 * @param column the byte of that line, from 1
 * @param products the products it is about, if any
 */
record Refusal(
    Problem problem,
    String detail,
    @Nullable String field,
    int line,
    int column,
    List<String> products) {

  Refusal(Problem problem, String detail) {
    this(problem, detail, null, 0, 0, List.of());
  }

  static Refusal of(BasketReply.Rejected rejected) {
    return new Refusal(
        Problem.of(rejected.reason()), rejected.detail(), null, 0, 0, rejected.products());
  }

  /**
   * A refusal that ends the reading of a body. Has no stack trace: the client's mistakes are cheap.
   */
  static final class Thrown extends Exception {
    private final transient Refusal refusal;

    Thrown(Refusal refusal) {
      super(refusal.detail(), null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}
