package supermarket.basket.api.operation;

import supermarket.basket.api.StrategyId;

/**
 * A strategy that is not asked any more, because it did not come back or harmed others.
 *
 * @param strategy which one
 * @param reason what happened, for people: a verb and more
 * @param stuckCalls how many of its calls have not come back even now
 */
public record Quarantined(StrategyId strategy, String reason, int stuckCalls) {}
