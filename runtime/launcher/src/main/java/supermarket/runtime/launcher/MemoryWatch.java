package supermarket.runtime.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process where its memory is really gone (ADR 15): a thread has ended for want of it, or
 * the heap stays full. A strategy that asks for more memory than there is costs only its own
 * baskets; a node that has lost one of its threads may look alive and answer nobody.
 */
final class MemoryWatch {

  /** What the process ends with; {@code bin/supermarket start} starts it again. */
  static final int EXIT_CODE = 75;

  /**
   * The part of the heap that is in use from which on it counts as full, garbage included. The last
   * tenth may be out of reach: with objects of 64 KiB, 94 % was all that could be had.
   */
  static final double FULL = 0.9;

  /** How often in a row it has to be full. */
  static final int TIMES = 5;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What the JVM needs to exit; nobody else has it before. */
  private static final int RESERVE_BYTES = 4 << 20;

  /** Made while there is memory for it. */
  private static final byte[] THREAD_ENDED = lastLine("a thread ended for want of it");

  private static final byte[] STAYED_FULL =
      lastLine("the heap was full for " + TIMES * PAUSE.toSeconds() + " s");

  private static final byte[] NOTHING = {};
  private static final Runtime JVM = Runtime.getRuntime();
  private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

  @SuppressWarnings({"unused", "UnusedVariable"}) // it is there to be let go
  private static volatile byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  /** Threads may end by the dozen while the JVM exits; one line is enough. */
  private static volatile boolean ending;

  private final DoubleSupplier use;
  private final Runnable collect;
  private int times;

  /**
   * A watch.
   *
   * @param use how much of the heap is in use, from 0 to 1, garbage included
   * @param collect frees what can be freed
   */
  MemoryWatch(DoubleSupplier use, Runnable collect) {
    this.use = use;
    this.collect = collect;
  }

  /** Watches this process from now on. */
  static void start() {
    if (isWantOfMemory(new OutOfMemoryError("a rehearsal"))) {
      exit(NOTHING, null);
    }
    Thread.setDefaultUncaughtExceptionHandler(MemoryWatch::ended);
    MemoryWatch watch = new MemoryWatch(MemoryWatch::heapInUse, System::gc);
    Watch.every("supermarket-memory", PAUSE, watch::look);
  }

  /**
   * Looks once.
   *
   * @return whether it is gone
   */
  boolean isGone() {
    times = isFull() ? times + 1 : 0;
    if (times < TIMES) {
      return false;
    }
    // Garbage that nobody has had a reason to collect yet is no want of memory.
    collect.run();
    times = isFull() ? times : 0;
    return times > 0;
  }

  private boolean isFull() {
    return use.getAsDouble() >= FULL;
  }

  private void look() {
    if (isGone()) {
      exit(STAYED_FULL);
    }
  }

  /** Takes no memory: looks that had to wait for it took minutes. */
  private static double heapInUse() {
    return (double) (JVM.totalMemory() - JVM.freeMemory()) / JVM.maxMemory();
  }

  private static void ended(Thread thread, Throwable why) {
    if (isWantOfMemory(why)) {
      exit(THREAD_ENDED);
    }
    System.err.println("The thread " + thread.getName() + " has ended:");
    why.printStackTrace();
  }

  private static boolean isWantOfMemory(Throwable why) {
    return why instanceof OutOfMemoryError;
  }

  private static void exit(byte[] lastLine) {
    reserve = null;
    boolean first = !ending;
    ending = true;
    exit(first ? lastLine : NOTHING, JVM);
  }

  /**
   * Takes no memory but the reserve. Nothing is stopped in order: that takes memory, and threads
   * that may be gone.
   *
   * @param jvm null to rehearse, which makes the JVM find all the classes while there is memory
   */
  private static void exit(byte[] lastLine, @Nullable Runtime jvm) {
    try {
      ERRORS.write(lastLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (jvm != null) {
        jvm.halt(EXIT_CODE);
      }
    }
  }

  private static byte[] lastLine(String why) {
    return ("Supermarket ends because its memory is gone: " + why + ".\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
