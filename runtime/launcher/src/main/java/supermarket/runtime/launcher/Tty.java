package supermarket.runtime.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * This process's terminal, raw: every key goes to the runtime, whose shell does the rest. Put back
 * as it was at the end, and also when the process is ended by a signal.
 */
final class Tty implements AutoCloseable {
  private static final File DEVICE = new File("/dev/tty");

  private final String before;
  private final Thread atExit = new Thread(this::restore, "tty-restore");

  private Tty(String before) {
    this.before = before;
  }

  /**
   * Makes it raw.
   *
   * @throws IOException if there is no terminal
   */
  static Tty raw() throws IOException {
    Tty tty = new Tty(stty("-g"));
    Runtime.getRuntime().addShutdownHook(tty.atExit);
    stty("raw", "-echo");
    return tty;
  }

  /** Such as {@code xterm-256color}. */
  String type() {
    String type = System.getenv("TERM");
    return type == null ? "dumb" : type;
  }

  /** Columns, a zero, and lines; each empty if it is not known. */
  String size() {
    try {
      String[] rowsAndColumns = stty("size").split(" ", -1);
      return rowsAndColumns.length == 2 ? rowsAndColumns[1] + "\0" + rowsAndColumns[0] : "\0";
    } catch (IOException e) {
      return "\0";
    }
  }

  /**
   * Does something when the window has changed. The JDK has no API for it but {@code sun.misc}; a
   * JVM without that keeps the size that was.
   */
  void onResize(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object acting =
          Proxy.newProxyInstance(
              Tty.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      Object windowChanged = signal.getConstructor(String.class).newInstance("WINCH");
      signal.getMethod("handle", signal, handler).invoke(null, windowChanged, acting);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // The size stays as it is.
    }
  }

  @Override
  public void close() {
    restore();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void restore() {
    try {
      stty(before);
    } catch (IOException e) {
      // The terminal is gone.
    }
  }

  private static String stty(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectInput(DEVICE).redirectError(Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("no terminal");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output.strip();
  }
}
