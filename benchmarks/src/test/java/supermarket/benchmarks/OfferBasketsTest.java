package supermarket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals are checked by the revision that a reply names. */
class OfferBasketsTest {

  private static final Pattern ITEM =
      Pattern.compile("\"product\":\"(.)(\\d+)\",\"quantity\":(\\d+)");

  @TempDir Path revisions;

  private final OfferBaskets baskets =
      new OfferBaskets(URI.create("http://localhost:1/api/basket"), 2);
  private OfferHistory history;

  @BeforeEach
  void open() throws IOException {
    put(1, "catalogue", "1.0.0.SNAPSHOT");
    history = new OfferHistory(revisions);
    put(2, "promotion o1", "1.0.0.SNAPSHOT");
    history.changed("promotion o1", Map.of(1, new Offer(1, 0)));
  }

  private void put(int number, String what, String version) throws IOException {
    Files.writeString(
        revisions.resolve("%012d.json".formatted(number)),
        """
        {"chain": "c", "number": %d, "phase": "IN_FORCE", "node": "n", "when": "2026-11-30T00:00:00Z",
         "action": "CATALOGUE", "door": "command", "bundle": "%s", "version": "", "sha256": "",
         "outcome": "DONE", "details": [], "bundles": {"%s": {"live":
          {"version": "%s", "sha256": "%s", "trusted": false}, "kept": null, "trial": null, "percent": 0}}}
        """
            .formatted(number, what, DearerKind.BUNDLE, version, "0".repeat(64)));
  }

  /** The offer is a meal deal of A001 and B001. */
  private int wrong(int revision, int off) {
    OpenLoop.Basket basket = baskets.get();
    String request = new String(basket.request(), StandardCharsets.UTF_8);
    long total = 0;
    long deals = 0;
    for (MatchResult item : ITEM.matcher(request).results().toList()) {
      int offer = Integer.parseInt(item.group(2));
      boolean isFirst = item.group(1).equals("A");
      long quantity = Long.parseLong(item.group(3));
      total += quantity * Offer.price(offer, isFirst ? 0 : 1);
      if (offer == 1) {
        deals = isFirst ? -quantity : Math.min(-deals, quantity);
      }
    }
    total -= Math.max(0, deals) * off;
    assertThat(
            basket.isRight(
                "{\"total_cost\":%s,\"currency\":\"EUR\",\"revision\":%d,\"proven\":true}"
                    .formatted(ProductSeed.amount((int) total), revision)))
        .isTrue();
    return baskets.wrong(history);
  }

  @Test
  void theRightTotalIsThatOfTheRevision() {
    for (int i = 0; i < 100; i++) {
      assertThat(wrong(1, 0)).isZero();
      assertThat(wrong(2, 70)).isZero();
    }
  }

  @Test
  void anotherTotalAndAnUnknownRevisionAreWrong() {
    int wrong = 0;
    for (int i = 0; i < 100; i++) {
      wrong += wrong(1, 70) + wrong(2, 69);
    }
    assertThat(wrong).isPositive();
    assertThat(wrong(3, 70)).isEqualTo(1);
  }

  @Test
  void aReplyWithoutTotalOrProofIsWrongAtOnce() {
    assertThat(baskets.get().isRight("{}")).isFalse();
    assertThat(baskets.get().isRight("{\"total_cost\":1.00,\"revision\":1,\"proven\":false}"))
        .isFalse();
    assertThat(baskets.wrong(history)).isZero();
  }

  @Test
  void aRevisionOfSomethingElseIsNoticed() throws IOException {
    put(3, "promotion o2", "1.0.0.SNAPSHOT");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> history.changed("promotion o1", Map.of()))
        .withMessage("revision 3 should be of promotion o1, not promotion o2");
  }

  @Test
  void theVersionOfTheKindTellsItsCents() throws IOException {
    put(3, DearerKind.BUNDLE, "1002.0.0");
    history.changed(DearerKind.BUNDLE, Map.of());
    assertThat(history.at(3).dearer()).isEqualTo(3);
    assertThat(history.at(2).dearer()).isZero();
    assertThat(history.at(4)).isNull();
  }
}
