package supermarket.basket.api.operation;

import java.time.Instant;

/**
 * A message that could not be read.
 *
 * @param at when it was found, by the clock of the node that did
 * @param broker the message broker that keeps it
 * @param node the node that found it
 * @param what what it should have been, such as {@code request}
 * @param reason what is wrong with it
 * @param bytes how long it was
 * @param beginning its first bytes in hexadecimal
 */
public record DeadLetter(
    Instant at,
    String broker,
    String node,
    String what,
    String reason,
    int bytes,
    String beginning) {}
