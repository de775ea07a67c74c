package supermarket.library.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stops processes in their tracks, and lets them go on. Their connections stay open meanwhile. */
public final class Freezing {

  private Freezing() {}

  /** Stops a process and those that it has started. */
  public static void freeze(ProcessHandle process) {
    signal("STOP", Stream.of(process)); // from now on it starts no others
    signal("STOP", process.descendants());
  }

  /** Lets a process and those that it has started go on. */
  public static void thaw(ProcessHandle process) {
    signal("CONT", Stream.concat(process.descendants(), Stream.of(process)));
  }

  private static void signal(String name, Stream<ProcessHandle> processes) {
    List<String> kill = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(each -> kill.add(String.valueOf(each.pid())));
    if (kill.size() == 2) {
      return;
    }
    try {
      new ProcessBuilder(kill).inheritIO().start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
