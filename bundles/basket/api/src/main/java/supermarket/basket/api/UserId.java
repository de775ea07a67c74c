package supermarket.basket.api;

/**
 * Who a basket belongs to. One worker at a time prices the baskets of one user.
 *
 * @param supermarket the store, as the client wrote it
 * @param user the user within that store, as the client wrote it
 */
public record UserId(String supermarket, String user) {}
