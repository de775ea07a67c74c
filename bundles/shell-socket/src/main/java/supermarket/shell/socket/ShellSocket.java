package supermarket.shell.socket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets {@code bin/supermarket shell} in. Whoever may open the socket may do everything, as in the
 * foreground shell; only the user who runs the runtime may.
 */
@Component(
    service = {},
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ShellSocket {
  private static final Logger log = LoggerFactory.getLogger(ShellSocket.class);

  private final Optional<ShellServer> server;

  /**
   * Listens below the folder that the framework property {@code supermarket.data} names.
   *
   * @throws IOException if the socket cannot be made there
   */
  @Activate
  public ShellSocket(BundleContext context, @Reference CommandProcessor processor)
      throws IOException {
    String data = context.getProperty("supermarket.data");
    if (data == null) {
      log.info("No shell socket: the framework property supermarket.data is not set");
      server = Optional.empty();
    } else {
      server = Optional.of(ShellServer.start(Path.of(data), processor));
    }
  }

  @Deactivate
  void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
