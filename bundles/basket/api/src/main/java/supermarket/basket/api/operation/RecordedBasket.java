package supermarket.basket.api.operation;

import java.time.Instant;

/**
 * A basket that is remembered for a while.
 *
 * @param when it was answered
 * @param basket what became of it
 */
public record RecordedBasket(Instant when, AnsweredBasket basket) {}
