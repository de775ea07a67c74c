package supermarket.shell.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is connected, and who has to go: nobody keeps the owner of the runtime out by doing nothing.
 *
 * <p>Thread safety: all methods may be called by any thread; nothing waits under the monitor.
 */
final class Clients {
  /** Most clients at a time. */
  static final int MOST = 8;

  /** After this long without a word a client goes. */
  static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

  /** After this long it goes if another one wants its place. */
  static final Duration SPARED = Duration.ofMinutes(1);

  @GuardedBy("this")
  private final Set<ShellConnection> connected = new HashSet<>();

  @GuardedBy("this")
  private Set<ShellConnection> dismissed = new HashSet<>();

  /**
   * Takes one in. If all places are taken, the one that has been idle longest goes.
   *
   * @return why not, if it is not taken in
   */
  synchronized Optional<String> admit(ShellConnection newcomer) {
    if (connected.size() >= MOST) {
      Optional<ShellConnection> idlest =
          connected.stream()
              .filter(each -> idle(each).compareTo(SPARED) >= 0)
              .max(Comparator.comparing(Clients::idle));
      if (idlest.isEmpty()) {
        return Optional.of(
            "All %d shells that a runtime has are in use. End one, or try again in a minute."
                .formatted(MOST));
      }
      dismiss(idlest.get(), "Another shell was opened, and this one had been idle the longest.");
    }
    connected.add(newcomer);
    return Optional.empty();
  }

  private static Duration idle(ShellConnection client) {
    return client.idle().orElse(Duration.ZERO);
  }

  @GuardedBy("this")
  private void dismiss(ShellConnection client, String why) {
    connected.remove(client);
    dismissed.add(client);
    client.dismiss(why);
  }

  /** Lets those go that have been idle too long. To be called regularly. */
  synchronized void sweep() {
    // Whoever was told the last time and did not listen is not waited for.
    dismissed.forEach(ShellConnection::hangUp);
    dismissed = new HashSet<>();
    for (ShellConnection each : new ArrayList<>(connected)) {
      if (idle(each).compareTo(LONGEST_IDLE) >= 0) {
        dismiss(
            each, "Closed after %d minutes without a command.".formatted(LONGEST_IDLE.toMinutes()));
      }
    }
  }

  /** It is gone. */
  synchronized void remove(ShellConnection client) {
    connected.remove(client);
    dismissed.remove(client);
  }

  /** Hangs up on all. */
  synchronized void hangUp() {
    List<ShellConnection> all = new ArrayList<>(connected);
    all.addAll(dismissed);
    all.forEach(ShellConnection::hangUp);
  }
}
