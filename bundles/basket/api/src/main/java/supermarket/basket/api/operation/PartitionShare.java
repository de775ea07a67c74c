package supermarket.basket.api.operation;

/**
 * A basket server's share of the partitions.
 *
 * @param server the basket server, as {@code node/name}
 * @param partitions how many it owns
 * @param all how many there are
 */
public record PartitionShare(String server, int partitions, int all) {}
