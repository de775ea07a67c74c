package supermarket.shell.socket;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;

/** A server in front of Gogo, with a few commands, and a clock that the test moves. */
final class ShellFixture implements AutoCloseable {
  final Commands commands = new Commands();
  final AtomicLong nanos = new AtomicLong();
  final CommandProcessorImpl processor;
  final ShellServer server;
  private final ThreadIOImpl threadIo = new ThreadIOImpl();
  private final SocketFile file;

  /** Gogo finds these by name. */
  @SuppressWarnings("DoNotCallSuggester") // some fail on purpose
  public static final class Commands {
    final CountDownLatch asleep = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    public String greet(String name) {
      return "Hello " + name;
    }

    public void fail() {
      throw new IllegalStateException("as asked");
    }

    public void bug() {
      throw new NullPointerException();
    }

    public void recurse() {
      throw new StackOverflowError();
    }

    public void flood(int lines) {
      for (int i = 1; i <= lines && !Thread.currentThread().isInterrupted(); i++) {
        System.out.println("line " + i + " of them");
      }
    }

    public void hang() throws InterruptedException {
      asleep.countDown();
      try {
        new CountDownLatch(1).await();
      } finally {
        interrupted.countDown();
      }
    }

    public String where(CommandSession session) {
      return session.currentDir().toString();
    }

    public String columns(CommandSession session) {
      return "columns: " + session.get("COLUMNS");
    }

    public String lines(int lines) {
      return "numbered\n".repeat(lines) + "LAST! ROW!";
    }
  }

  ShellFixture(Path data) throws IOException {
    threadIo.start();
    processor = new CommandProcessorImpl(threadIo);
    List.of("greet", "fail", "bug", "recurse", "flood", "hang", "where", "columns", "lines")
        .forEach(name -> processor.addCommand("test", commands, name));
    processor.addCommand("gogo", new Posix(processor), Posix.class);
    for (String name : List.of("echo", "tail", "head", "grep", "cat", "ls")) {
      processor.addCommand("gogo", new Posix(processor), name);
    }
    processor.addCommand("gogo", new Builtin(), "complete");
    processor.addCommand("gogo", new Procedural(), "each");
    file = new SocketFile(data);
    server =
        new ShellServer(
            file.listen(), processor, data.resolve("etc").resolve("gosh_profile"), nanos::get);
    server.start();
  }

  @Override
  public void close() throws IOException {
    file.remove();
    server.close();
    processor.stop();
    // Gogo puts its streams in the place of those of the JVM again with each command that ends.
    await().until(ShellFixture::noCommandIsLeft);
    threadIo.stop();
  }

  private static boolean noCommandIsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .noneMatch(name -> name.startsWith("pipe-") || name.startsWith("supermarket-shell-"));
  }
}
