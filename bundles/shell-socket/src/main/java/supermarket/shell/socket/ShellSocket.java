package supermarket.shell.socket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;

/**
 * Lets {@code bin/supermarket shell} in. Whoever may open the socket may do everything, as in the
 * foreground shell; only the user who runs the runtime may.
 */
@Component(immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ShellSocket implements Health {
  private static final Logger log = LoggerFactory.getLogger(ShellSocket.class);

  private record Listening(SocketFile file, ShellServer server) {}

  private final Optional<Listening> listening;

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
      listening = Optional.empty();
    } else {
      SocketFile file = new SocketFile(Path.of(data));
      ShellServer server =
          new ShellServer(file.listen(), processor, Profile.of(context), System::nanoTime);
      server.start();
      listening = Optional.of(new Listening(file, server));
    }
  }

  @Override
  public List<Trouble> troubles() {
    return listening.map(each -> each.server().troubles()).orElse(List.of());
  }

  @Deactivate
  void stop() throws IOException {
    if (listening.isPresent()) {
      listening.get().file().remove();
      listening.get().server().close();
    }
  }
}
