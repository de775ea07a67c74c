package supermarket.basket.api.operation;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a configuration of a bundle may hold. The gate in front of the configuration asks it before
 * anything that an operator wrote comes into force, and before the bundle is started. So it is no
 * service: a bundle names its classes of this type in {@code
 * META-INF/services/supermarket.basket.api.operation.ConfigurationCheck}. They are public, with a
 * public constructor without parameters.
 *
 * <p>Thread safety: it keeps no state; any thread may ask.
 *
 * @param <C> the annotation type that the component is given as its configuration. Its methods are
 *     the keys, an underscore standing for a dot, and their defaults hold for keys that are not
 *     given. It returns {@code int}, {@code long}, {@code boolean} or {@code String}.
 */
@ConsumerType
public interface ConfigurationCheck<C extends Annotation> {

  /**
   * The configuration's name: its file is {@code etc/PID.cfg}. Where there may be several, {@code
   * etc/PID-ANYTHING.cfg}.
   */
  String pid();

  /** The annotation type. */
  Class<C> type();

  /**
   * The key that tells several configurations of this name apart, each of which is an instance of
   * its own; no two may have the same value. Empty if there is one configuration only.
   */
  default Optional<String> nameKey() {
    return Optional.empty();
  }

  /**
   * The keys that an option of the command line sets, and the framework property that holds it. If
   * it is given, it counts whatever the file says, and without a file, too.
   */
  default Map<String, String> options() {
    return Map.of();
  }

  /**
   * Checks a configuration, by making of it what the component makes of it. It neither changes
   * anything nor waits; it may look whether a file that is named can be read.
   *
   * @param config the keys that are given, and the defaults of the others. What is no whole number
   *     is the least number of its type, which no key allows.
   * @throws InvalidSetting if a value is not allowed
   */
  void check(C config);
}
