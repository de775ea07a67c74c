package supermarket.shell;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.DeadLetter;

/** The commands about the message brokers. */
@Component(service = BrokerCommands.class)
@GogoCommand(
    scope = "broker",
    function = {"status", "dlq"})
public final class BrokerCommands {

  static final String STATUS = "broker:status - how the connections to the message brokers stand";
  static final String DLQ =
      "broker:dlq [--json] [HOW-MANY] - messages that could not be read, oldest first";

  private static final int SHOWN = 20;

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public BrokerCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** How the connection stands. */
  @Descriptor(STATUS)
  public String status(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, STATUS, arguments);
    BrokerStatus status = apps.cluster().brokers();
    Card card = new Card();
    for (BrokerStatus.Connection broker : status.brokers()) {
      card.line("broker " + broker.url(), broker.connected() ? "connected" : "AWAY");
    }
    return card.line("waiting for an answer", status.waiting())
        .line("timed out since start", status.timedOut())
        .line("late replies since start", status.lateReplies())
        .line("sent again since start", status.resent())
        .line("unreadable since start", status.unreadable())
        .toString();
  }

  /** The dead letters. */
  @Descriptor(DLQ)
  public String dlq(
      @Descriptor("HOW-MANY: how many to show, 1 to 1000; 20 unless told")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    int most = Arguments.howMany(SHOWN, DLQ, listing.words());
    List<DeadLetter> letters = apps.cluster().deadLetters(most);
    Table table =
        new Table()
            .words("FOUND", "BY", "WHAT", "REASON")
            .numbers("BYTES")
            .words("BEGINNING", "BROKER");
    for (DeadLetter letter : letters) {
      table.row(
          letter.at().truncatedTo(ChronoUnit.SECONDS),
          letter.node(),
          letter.what(),
          letter.reason(),
          letter.bytes(),
          letter.beginning(),
          letter.broker());
    }
    return listing.show(table, "There are no dead letters.");
  }
}
