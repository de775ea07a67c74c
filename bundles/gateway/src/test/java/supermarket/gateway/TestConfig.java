package supermarket.gateway;

import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * A configuration as the component runtime makes it: defaults, what is set, and values that do not
 * convert.
 */
final class TestConfig {

  private TestConfig() {}

  /** By name of the method; an exception is thrown when the value is asked for. */
  static Config of(Map<String, Object> set) {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> {
              Object value = set.getOrDefault(method.getName(), method.getDefaultValue());
              if (value instanceof RuntimeException e) {
                throw e;
              }
              return value;
            });
  }
}
