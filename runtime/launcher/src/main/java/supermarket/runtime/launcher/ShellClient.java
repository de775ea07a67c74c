package supermarket.runtime.launcher;

import java.util.List;

/** Stub. */
final class ShellClient {
  private ShellClient() {}

  static int run(Home home, List<String> command) {
    return 2;
  }
}
