package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketRecords;
import supermarket.basket.api.operation.RecordedBasket;

class ExplainCommandsTest {

  private static final Money TEN = Money.parse("EUR 10.00");
  private static final Priced PRICED =
      new Priced(TEN, List.of(new PricedLine("SR1", 3, TEN, TEN, "bulk-price", "1.2.0")));

  private final Apps apps = new Apps();
  private final ExplainCommands commands = new ExplainCommands(apps);

  @BeforeEach
  void remember() {
    apps.records =
        new BasketRecords() {
          @Override
          public void remember(AnsweredBasket basket) {
            throw new UnsupportedOperationException("no command does");
          }

          @Override
          public List<RecordedBasket> find(String id) {
            return switch (id) {
              case "good" -> List.of(record(id, AnsweredBasket.PRICED, "", PRICED));
              case "bad" -> failed(1);
              default -> List.of();
            };
          }

          @Override
          public List<RecordedBasket> failed(int most) {
            return List.of(record("bad", "timeout", "strategy 'x' \u001b[2J slept", null));
          }

          @Override
          public Map<String, String> rules(RecordedBasket basket) {
            return Map.of("SR1", "3 or more: 4.50 each");
          }
        };
  }

  private static RecordedBasket record(
      String id, String outcome, String detail, @Nullable Priced priced) {
    return new RecordedBasket(
        Instant.parse("2026-12-01T10:00:00.123456Z"),
        new AnsweredBasket(
            id,
            new UserId("sp1", "u7"),
            3,
            outcome,
            detail,
            priced == null ? null : priced.total(),
            "n/server-1",
            new RevisionId("c", 7),
            true,
            priced == null ? 504 : 200,
            9_000_000,
            0,
            1_000_000,
            3_000_000,
            null,
            priced));
  }

  @Test
  void aBasketIsToldHopByHopAndLineByLine() throws Exception {
    assertThat(commands.explain("good"))
        .contains(
            "2026-12-01T10:00:00.123Z",
            "n/server-1, revision 7",
            "gateway and broker  5.0 ms",
            "in mailbox          1.0 ms",
            "at work             3.0 ms",
            "bulk-price@1.2.0",
            "total EUR 10.00",
            "rule of SR1: 3 or more: 4.50 each");
  }

  @Test
  void aBasketThatFailedSaysWhy() throws Exception {
    assertThat(commands.explain("bad"))
        .contains("timeout: strategy 'x' \\u001b[2J slept")
        .doesNotContain("rule of");
  }

  @Test
  void oneThatNobodyRemembersIsAClearAnswer() {
    assertThatThrownBy(() -> commands.explain("\u001b[2J"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("remembers no basket '\\u001b[2J'");
  }

  @Test
  void failuresAreListed() {
    assertThat(commands.failed()).contains("bad", "timeout", "\\u001b[2J slept");
    assertThat(commands.failed("--json"))
        .startsWith("[{\"answered\":\"2026-12-01T10:00:00Z\",\"request\":\"bad\"")
        .contains("\"error\":\"timeout\"", "\\u001B[2J slept");
    assertThatThrownBy(() -> commands.failed("0")).isInstanceOf(CommandFailed.class);
  }

  @Test
  void withoutTheBundleItSaysWhichIsMissing() {
    apps.records = null;
    assertThatThrownBy(() -> commands.explain("x")).hasMessageContaining("supermarket.explain");
  }
}
