package supermarket.runtime.launcher;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The screen that a start ends with: that the node is ready and how long it took, what runs there,
 * and for a newcomer what to try.
 */
final class Greeting {
  private static final String OVERVIEW = "supermarket:overview";

  /** The shell comes after the endpoint; a node without one is ready all the same. */
  private static final Duration SHELL_BOUND = Duration.ofSeconds(5);

  private final Home home;

  Greeting(Home home) {
    this.home = home;
  }

  /**
   * The screen, with the time since this process began.
   *
   * @param endpoint where the gateway is; empty if the node has none
   */
  String of(Optional<String> endpoint) throws InterruptedException {
    String where =
        endpoint
            .map(at -> "at " + at)
            .orElse("to price the baskets that the message broker brings");
    long took = ManagementFactory.getRuntimeMXBean().getUptime();
    String overview = overview().map(text -> text.strip().indent(2)).orElse("");
    return String.format(
            Locale.ROOT, "Supermarket is ready %s, after %.1f s.%n", where, took / 1000.0)
        + overview
        + endpoint.map(Greeting::trial).orElse("");
  }

  private Optional<String> overview() throws InterruptedException {
    Answered answered = new Answered();
    new Patience(SHELL_BOUND).await(() -> answered.by(ShellClient.ask(home, OVERVIEW)));
    return answered.text;
  }

  /** The answer, once it is more than that there is no such command yet. */
  private static final class Answered {
    Optional<String> text = Optional.empty();

    boolean by(Optional<ShellClient.Answer> answer) {
      text = answer.filter(ShellClient.Answer::done).map(ShellClient.Answer::output);
      return text.isPresent();
    }
  }

  private static String trial(String endpoint) {
    return """
    Try:
      curl -s %1$s/api/basket -H 'Content-Type: application/json' \
    -d '{"supermarket_id":"sp1","user_id":"u7","items":["GR1","SR1","GR1","GR1","CF1"]}'
    """
        .formatted(endpoint);
  }
}
