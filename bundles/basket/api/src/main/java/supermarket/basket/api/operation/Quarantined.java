package supermarket.basket.api.operation;

import supermarket.basket.api.StrategyId;

/**
 * A strategy that is not asked any more, because it did not come back or harmed others.
 *
 * @param strategy which one
 * @param reason what happened, for people: a verb and more
 * @param stuckCalls how many of its calls have not come back even now
 */
public record Quarantined(StrategyId strategy, String reason, int stuckCalls) {

  /** Returns what health tells of it: what is wrong, and what to do. */
  public Trouble trouble() {
    return new Trouble(
        "strategy " + strategy,
        Trouble.Gravity.WARNING,
        "is quarantined: it "
            + reason
            + ". Bring a better version, or use strategy:release "
            + strategy.name());
  }
}
