package supermarket.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM holds on to. */
final class Heap {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private Heap() {}

  /** How many bytes are in use in a process after garbage collection. */
  static long usedBy(long pid) {
    jcmd(pid, "GC.run");
    String info = jcmd(pid, "GC.heap_info");
    Matcher used = USED.matcher(info);
    if (!used.find()) {
      throw new AssertionError("no " + USED + " in " + info);
    }
    return Long.parseLong(used.group(1)) << 10;
  }

  /** Writes what this JVM has in its heap into a file, for whoever wants to know why. */
  static void dump(Path file) throws IOException {
    Files.deleteIfExists(file);
    jcmd(ProcessHandle.current().pid(), "GC.heap_dump " + file.toAbsolutePath());
  }

  private static String jcmd(long pid, String command) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(pid),
                  command)
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
