package supermarket.runtime.broker;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.activemq.broker.BrokerFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.xbean.spring.context.ResourceXmlApplicationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.core.io.FileSystemResource;

/**
 * Runs the broker of a data folder until the process is told to end. {@code bin/broker} sets the
 * system properties {@code supermarket.broker.…}.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private final BrokerService broker;
  private final DataLock lock;
  private volatile boolean failed;
  private volatile boolean stopping;

  private Main(BrokerService broker, DataLock lock) {
    this.broker = broker;
    this.lock = lock;
  }

  /**
   * Does not return before the broker has stopped. Ends with 0 after an orderly stop, also by
   * SIGTERM or Ctrl-C; with 1 if it could not start or not stop in order.
   *
   * @param arguments the configuration's file
   */
  public static void main(String[] arguments) {
    try {
      Path data = Path.of(property("supermarket.broker.data"));
      DataLock lock =
          DataLock.take(data)
              .orElseThrow(
                  () ->
                      new IOException(
                          "a broker already uses " + data + DataLock.holder(data) + "."));
      run(Path.of(arguments[0]), data, lock);
    } catch (Exception e) {
      // One line for the operator; the trace is for who asks for it.
      LOG.debug("The broker does not start", e);
      System.err.println("broker: " + text(e));
      System.exit(1);
    }
  }

  private static void run(Path config, Path data, DataLock lock) throws Exception {
    try {
      new Passwords(Path.of(property(HouseRules.PASSWORDS))).makeMissing();
      BrokerService broker = read(config);
      broker.setDataDirectoryFile(data.toFile());
      Main main = new Main(broker, lock);
      Runtime.getRuntime().addShutdownHook(new Thread(main::end, "stop"));
      main.startAndWait();
    } catch (Exception | Error e) {
      lock.close();
      throw e;
    }
  }

  private void startAndWait() throws Exception {
    try {
      broker.start();
      broker.waitUntilStarted();
      // Its own threads do not keep the process.
      broker.waitUntilStopped();
    } catch (Exception | Error e) {
      failed = !stopping; // whatever was under way found the broker gone
      throw e;
    }
  }

  private static BrokerService read(Path config) {
    // It is to be started here, not while it is read.
    BrokerFactory.setStartDefault(false);
    // A file, not a URL: any character may be in its name.
    return new ResourceXmlApplicationContext(new FileSystemResource(config))
        .getBean(BrokerService.class);
  }

  private static String property(String name) throws IOException {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IOException(name + " is not set: start it with bin/broker.");
    }
    return value;
  }

  /** The JVM's own exit code after a signal is 128 and more, however orderly it stops. */
  private void end() {
    Runtime.getRuntime().halt(stop() ? 0 : 1);
  }

  /** Whether all is as it should be: it ran, and stopped in order. */
  private boolean stop() {
    stopping = true;
    try {
      broker.stop();
      broker.waitUntilStopped();
      lock.close();
      return !failed;
    } catch (Exception e) {
      LOG.error("The broker did not stop in order", e);
      return false;
    }
  }

  /** The deepest cause says it best; that of the configuration's reader names the place, too. */
  private static String text(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String deepest = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return failure instanceof BeansException
        ? failure.getMessage() + " (" + deepest + ")"
        : deepest;
  }
}
