package supermarket.shell.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is at the other end of a socket, as the operating system says. */
final class Peer {
  private static final Logger log = LoggerFactory.getLogger(Peer.class);

  private Peer() {}

  /** The name of the user whose process it is; empty if the operating system does not say. */
  static String of(SocketChannel channel) {
    try {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("Nobody says who calls", e);
      return "";
    }
  }
}
