package supermarket.configuration;

import java.util.Map;
import java.util.Optional;
import supermarket.basket.api.operation.ConfigurationCheck;
import supermarket.basket.api.operation.InvalidSetting;

/** Configurations of a bundle that is not there. */
final class Tills {

  private Tills() {}

  @interface Config {
    String name() default "till";

    int poll_ms() default 500;

    long grace_ms() default 100;

    int calls() default 8;

    int lanes() default 2;

    boolean open() default true;
  }

  private static void checkAll(Config config) {
    InvalidSetting.unless(config.name().matches("[a-z0-9]+"), "name", "small letters");
    InvalidSetting.range("poll.ms", config.poll_ms(), 1, 1000);
    InvalidSetting.range("grace.ms", config.grace_ms(), 1, 1000);
    InvalidSetting.range("lanes", config.lanes(), 1, 64);
    InvalidSetting.unless(
        config.calls() >= config.lanes(),
        "calls",
        "at least " + config.lanes() + ", as many as lanes");
  }

  /** There is one. */
  static final class One implements ConfigurationCheck<Config> {
    @Override
    public String pid() {
      return "supermarket.till";
    }

    @Override
    public Class<Config> type() {
      return Config.class;
    }

    @Override
    public Map<String, String> options() {
      return Map.of("poll.ms", "till.poll");
    }

    @Override
    public void check(Config config) {
      checkAll(config);
    }
  }

  /** There are several, each with a name of its own. */
  static final class Several implements ConfigurationCheck<Config> {
    @Override
    public String pid() {
      return "supermarket.tills";
    }

    @Override
    public Class<Config> type() {
      return Config.class;
    }

    @Override
    public Optional<String> nameKey() {
      return Optional.of("name");
    }

    @Override
    public void check(Config config) {
      checkAll(config);
    }
  }
}
