package supermarket.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import supermarket.basket.api.operation.Trouble;

/**
 * What the configurations should be, and what is wrong.
 *
 * @param inForce the configurations
 * @param lines for each file what is wrong with it, for operators; only files with something wrong
 * @param troubles the same, for whoever watches the node
 * @param elsewhere files for bundles that other nodes have
 */
record Plan(
    List<InForce> inForce,
    SortedMap<String, List<String>> lines,
    List<Trouble> troubles,
    Set<String> elsewhere) {

  /**
   * One configuration.
   *
   * @param pid its name
   * @param instance which one of this name; empty if there is one only
   * @param file the file's name
   * @param values the values; keys that are not given have their defaults
   * @param isNew whether this is what the file says now, and not what it said before
   */
  record InForce(
      String pid, String instance, String file, Map<String, Object> values, boolean isNew) {}
}
