package supermarket.runtime.launcher;

import java.time.Duration;

/** A thread that looks at something again and again, for as long as the process lives. */
final class Watch {
  private Watch() {}

  /**
   * Starts it. Whatever a look throws, an {@code Error} included, the next one comes.
   *
   * @param name the thread's
   * @param pause between two looks
   * @param look is not to hold it for long
   */
  static void every(String name, Duration pause, Runnable look) {
    Thread.ofPlatform().name(name).daemon().start(() -> goOn(pause, look));
  }

  @SuppressWarnings({"BusyWait", "InfiniteLoop", "Interruption"})
  private static void goOn(Duration pause, Runnable look) {
    while (true) {
      try {
        Thread.sleep(pause);
        look.run();
      } catch (Throwable any) {
        // Nobody else looks; telling it would need what may be gone.
      }
    }
  }
}
