package supermarket.basket.api;

/**
 * How the connection to the message broker stands.
 *
 * @param url where the broker is, without secrets
 * @param connected whether messages can be sent now
 * @param waiting baskets sent and not yet answered
 * @param timedOut baskets whose deadline passed before an answer came, since start
 * @param lateReplies replies that came too late and were dropped, since start
 */
public record BrokerStatus(
    String url, boolean connected, int waiting, long timedOut, long lateReplies) {}
