package supermarket.basket.api;

import java.util.function.Consumer;

/**
 * A request and where its answer goes.
 *
 * @param request the basket
 * @param answer called exactly once, on any thread; must return at once and not throw
 */
public record BasketCall(BasketRequest request, Consumer<Answer> answer) {}
