package supermarket.shell;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.BrokerStatus;

/** The command about the message broker. */
@Component(service = BrokerCommands.class)
@GogoCommand(scope = "broker", function = "status")
public final class BrokerCommands {

  static final String STATUS = "broker:status - how the connection to the message broker stands";

  private final Apps apps;

  /** The command, on these apps. */
  @Activate
  public BrokerCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** How the connection stands. */
  @Descriptor(STATUS)
  public String status(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, STATUS, arguments);
    BrokerStatus status = apps.broker().status();
    return new Card()
        .line("broker", status.url())
        .line("connected", status.connected() ? "yes" : "NO")
        .line("waiting for an answer", status.waiting())
        .line("timed out since start", status.timedOut())
        .line("late replies since start", status.lateReplies())
        .toString();
  }
}
