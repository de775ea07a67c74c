/**
 * All of JMS: carries baskets to the basket servers and their answers back. Private to this bundle;
 * others use {@link supermarket.basket.api.basket.BasketBroker} and {@link
 * supermarket.basket.api.basket.BasketQueue}.
 */
@NullMarked
package supermarket.message.broker;

import org.jspecify.annotations.NullMarked;
