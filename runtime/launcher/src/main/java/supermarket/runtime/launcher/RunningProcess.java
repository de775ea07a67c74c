package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;

/** Finds the process that the pid file names, and only if it is the runtime on this data folder. */
final class RunningProcess {
  private RunningProcess() {}

  static Optional<ProcessHandle> of(Home home) {
    try {
      long pid = Long.parseLong(Files.readString(home.pidFile()).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> isRuntime(p, home));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A pid is used again sooner or later: after a crash it may name anything. */
  private static boolean isRuntime(ProcessHandle process, Home home) {
    String marker = "-Dsupermarket.data=" + home.data();
    return process
        .info()
        .arguments()
        .map(arguments -> Arrays.asList(arguments).contains(marker))
        .orElse(false);
  }
}
