package supermarket.basket.api;

/**
 * One live strategy.
 *
 * @param name the name it is registered with
 * @param version the version of its bundle
 * @param serviceId the OSGi service id: tells two deployments of one version apart
 */
public record StrategyId(String name, String version, long serviceId) {

  /** Name and version, such as {@code bulk-price@1.2.0}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
