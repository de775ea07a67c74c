package supermarket.basket.api.operation;

import supermarket.basket.api.UserId;

/**
 * How a user worker stands.
 *
 * @param user whose worker it is
 * @param waiting baskets in its mailbox, the one in work not counted
 * @param request the id of the request in work, or an empty string
 * @param ageNanos how long the worker has been at work without a pause, in nanoseconds
 */
public record WorkerStatus(UserId user, int waiting, String request, long ageNanos) {}
