package supermarket.basket.api.operation;

import supermarket.basket.api.StrategyId;

/**
 * How often a strategy was asked for the cost of a line, since it is there.
 *
 * @param strategy which one
 * @param calls calls that are over
 * @param failures those of them that gave no cost: they threw, answered nonsense, or were
 *     interrupted
 * @param nanos nanoseconds that all of them took
 */
public record CallCount(StrategyId strategy, long calls, long failures, long nanos) {}
