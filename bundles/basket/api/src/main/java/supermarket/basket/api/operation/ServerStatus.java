package supermarket.basket.api.operation;

import java.util.List;

/**
 * How a basket server stands.
 *
 * @param name the server's name
 * @param inFlight baskets admitted and not yet answered
 * @param limit how many may be in flight
 * @param priced baskets priced since start
 * @param rejected baskets rejected since start, for whatever reason
 * @param workersDied user workers that died and were replaced since start
 * @param workers the user workers there are now
 */
public record ServerStatus(
    String name,
    int inFlight,
    int limit,
    long priced,
    long rejected,
    long workersDied,
    List<WorkerStatus> workers) {

  /** Takes an unmodifiable copy of the workers. */
  public ServerStatus {
    workers = List.copyOf(workers);
  }
}
