package supermarket.runtime.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The other half of {@code bin/supermarket}: answers for a runtime from outside its process. */
public final class Control {
  private static final int DONE = 0;
  private static final int NOT_READY = 1;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int NOT_RUNNING = 3;
  private static final int UNKNOWN = 4;

  /** Longer than the runtime gives itself, so that a kill is the last resort. */
  private static final Duration STOP_BOUND = Duration.ofSeconds(30);

  private static final Duration KILL_BOUND = Duration.ofSeconds(5);
  private static final Duration START_BOUND = Duration.ofSeconds(60);

  private final Home home;
  private final Readiness readiness;

  private Control(Home home) {
    this.home = home;
    this.readiness = new Readiness(home);
  }

  /**
   * Runs one command and ends with its exit code.
   *
   * @param arguments {@code status}; {@code running}, the same without a word; {@code stop}; {@code
   *     await-ready PID}; {@code shell COMMAND}; {@code script} or {@code talk}, which take the
   *     commands from standard input
   */
  public static void main(String[] arguments) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    System.exit(new Control(Home.fromSystemProperties()).run(List.of(arguments)));
  }

  private int run(List<String> arguments) throws InterruptedException {
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    return switch (command) {
      case "status" -> status();
      case "running" -> RunningProcess.of(home).isPresent() ? DONE : NOT_RUNNING;
      case "stop" -> stop();
      case "await-ready" -> awaitReady(Long.parseLong(arguments.get(1)));
      case "shell" -> ShellClient.execute(home, arguments.subList(1, arguments.size()));
      case "script" -> ShellClient.script(home);
      case "talk" -> ShellClient.talk(home);
      default -> USAGE;
    };
  }

  private int status() {
    Optional<ProcessHandle> process = RunningProcess.of(home);
    if (process.isEmpty()) {
      printNotRunning();
      return NOT_RUNNING;
    }
    long pid = process.get().pid();
    if (readiness.isReady()) {
      System.out.println("Supermarket is running and %s (pid %d).".formatted(readiness.how(), pid));
      printTroubles();
      return DONE;
    }
    if (readiness.isOutOfReach()) {
      System.out.println(
          "Supermarket is running (pid %d); whether it is ready it tells only to its own user%s."
              .formatted(pid, process.get().info().user().map(u -> ", " + u).orElse("")));
      return UNKNOWN;
    }
    System.out.println(
        "Supermarket is running but not ready (pid %d)%s"
            .formatted(pid, readiness.reasons().map(why -> ":\n  " + why).orElse(".")));
    return NOT_READY;
  }

  /** Of several on a machine, the one with this data folder. */
  private void printNotRunning() {
    System.out.println(
        "Supermarket is not running with data folder %s%s."
            .formatted(home.data(), Files.isDirectory(home.data()) ? "" : ", which is not there"));
  }

  /** What the parts of the node say is wrong though it is ready; nothing if all is well. */
  private void printTroubles() {
    ShellClient.ask(home, "supermarket:health")
        .filter(answer -> answer.done() && !answer.output().startsWith("Nothing is wrong."))
        .ifPresent(answer -> System.out.println(answer.output()));
  }

  /**
   * @param pid of the process of {@code bin/supermarket start} that keeps the runtime going
   */
  private int awaitReady(long pid) throws InterruptedException {
    Optional<ProcessHandle> keeper = ProcessHandle.of(pid);
    Set<String> told = new HashSet<>();
    boolean inTime =
        new Patience(START_BOUND)
            .await(
                () -> {
                  if (!isAlive(keeper) || isServedBy(pid)) {
                    return true;
                  }
                  tellWhatItWaitsFor(told);
                  return false;
                });
    if (!isAlive(keeper)) {
      System.err.println("Supermarket did not start; the end of " + home.consoleLog() + ":");
      return FAILED;
    }
    if (!inTime) {
      System.err.println(
          "Supermarket runs and goes on trying (pid %d), but was not ready within %d s; see %s%s"
              .formatted(
                  RunningProcess.of(home).map(ProcessHandle::pid).orElse(pid),
                  START_BOUND.toSeconds(),
                  home.log(),
                  readiness.reasons().map(why -> ":\n  " + why).orElse("")));
      return FAILED;
    }
    System.out.print(readiness.greeting());
    return DONE;
  }

  /** What the runtime itself says on its console, each line once. */
  private void tellWhatItWaitsFor(Set<String> told) {
    try (Stream<String> lines = Files.lines(home.consoleLog())) {
      lines
          .filter(line -> line.startsWith(Beginning.WAITS))
          .filter(told::add)
          .forEach(System.err::println);
    } catch (IOException | UncheckedIOException e) {
      // Not there yet; the next look is soon.
    }
  }

  private static boolean isAlive(Optional<ProcessHandle> process) {
    return process.filter(ProcessHandle::isAlive).isPresent();
  }

  /** Not somebody else's endpoint: the address file is this process's once the pid file is. */
  private boolean isServedBy(long keeper) {
    return RunningProcess.of(home).filter(process -> isKeptBy(process, keeper)).isPresent()
        && readiness.isReady();
  }

  private static boolean isKeptBy(ProcessHandle process, long keeper) {
    return process.parent().filter(parent -> parent.pid() == keeper).isPresent();
  }

  private int stop() throws InterruptedException {
    Optional<ProcessHandle> running = RunningProcess.of(home);
    if (running.isEmpty()) {
      printNotRunning();
      return DONE;
    }
    ProcessHandle process = running.get();
    if (!process.destroy()) {
      System.err.println("Process %d may not be stopped by this user.".formatted(process.pid()));
      return FAILED;
    }
    boolean inTime = new Patience(STOP_BOUND).await(() -> !process.isAlive());
    // It takes its pid file away when all is done; then only the JVM is still busy with itself.
    boolean inOrder = RunningProcess.of(home).isEmpty();
    boolean gone = inTime || kill(process);
    if (inTime || inOrder) {
      System.out.println("Supermarket has stopped.");
      return DONE;
    }
    System.err.println(
        "Supermarket did not stop within %d s and was killed%s."
            .formatted(STOP_BOUND.toSeconds(), gone ? "" : ", in vain"));
    return FAILED;
  }

  private static boolean kill(ProcessHandle process) throws InterruptedException {
    process.destroyForcibly();
    return new Patience(KILL_BOUND).await(() -> !process.isAlive());
  }
}
