package supermarket.basket.api;

import org.joda.money.Money;

/**
 * What a promotion took off a line.
 *
 * @param promotion the id of the promotion
 * @param off more than zero
 */
public record Allocation(String promotion, Money off) {}
