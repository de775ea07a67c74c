package supermarket.shell;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.RecordedBasket;

/** The commands about baskets of the last minutes. */
@Component(service = ExplainCommands.class)
@GogoCommand(
    scope = "basket",
    function = {"explain", "failed"})
public final class ExplainCommands {

  static final String EXPLAIN =
      "basket:explain REQUEST-ID - why a basket of the last minutes cost what it did, or failed";
  static final String FAILED =
      "basket:failed [--json] [HOW-MANY] - the baskets that failed last, newest first";

  private static final int SHOWN = 20;

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public ExplainCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Explains a basket. */
  @Descriptor(EXPLAIN)
  public String explain(
      @Descriptor("REQUEST-ID: that of the reply's header X-Request-Id")
          @Nullable String... arguments)
      throws InterruptedException {
    String id = Arguments.exactly(1, EXPLAIN, arguments).getFirst();
    List<RecordedBasket> found = apps.records().find(id);
    if (found.isEmpty()) {
      throw new CommandFailed(
          ("This node remembers no basket '%s': only the last ones that its gateway answered are"
                  + " kept, and of many in a second some.")
              .formatted(Text.safe(id)));
    }
    RecordedBasket newest = found.getFirst();
    StringBuilder text = new StringBuilder(path(newest));
    Priced priced = newest.basket().priced();
    if (priced != null) {
      text.append('\n').append(Receipt.of(priced));
      rules(apps.records().rules(newest)).forEach(rule -> text.append('\n').append(rule));
    }
    return text.toString();
  }

  private static String path(RecordedBasket recorded) {
    AnsweredBasket basket = recorded.basket();
    Card card =
        new Card()
            .line("answered", recorded.when().truncatedTo(ChronoUnit.MILLIS))
            .line("supermarket", Text.safe(basket.owner().supermarket()))
            .line("user", Text.safe(basket.owner().user()))
            .line("outcome", outcome(basket))
            .line("server", basket.server() + ", revision " + basket.revision().number())
            .line("took", Text.millis(basket.tookNanos()));
    if (basket.isAnswered()) {
      card.line("  gateway and broker", Text.millis(basket.brokerNanos()))
          .line("  in mailbox", Text.millis(basket.waitedNanos()))
          .line("  at work", Text.millis(basket.pricedNanos()));
    }
    return card.toString();
  }

  private static String outcome(AnsweredBasket basket) {
    return basket.detail().isEmpty()
        ? basket.outcome()
        : basket.outcome() + ": " + Text.sentence(basket.detail());
  }

  private static List<String> rules(Map<String, String> words) {
    return words.entrySet().stream()
        .map(each -> "rule of %s: %s".formatted(Text.safe(each.getKey()), each.getValue()))
        .map(Text::sentence)
        .toList();
  }

  /** The failures. */
  @Descriptor(FAILED)
  public String failed(
      @Descriptor("HOW-MANY: how many to show, 1 to 1000; 20 unless told")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    List<RecordedBasket> failed =
        apps.records().failed(Arguments.howMany(SHOWN, FAILED, listing.words()));
    Table table =
        new Table()
            .words("ANSWERED", "REQUEST", "SUPERMARKET", "USER", "SERVER", "ERROR")
            .sentences("WHY");
    for (RecordedBasket each : failed) {
      AnsweredBasket basket = each.basket();
      table.row(
          each.when().truncatedTo(ChronoUnit.SECONDS),
          basket.id(),
          basket.owner().supermarket(),
          basket.owner().user(),
          basket.server(),
          basket.outcome(),
          basket.detail());
    }
    return listing.show(table, "No basket has failed lately.");
  }
}
