package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promotions are kept when a node ends, and begin with it. Real processes. */
@Timeout(300)
class PromotionRestartIT {

  private static final String PROMOTIONS =
      """
      {"sets": {"hot": ["GR1", "CF1"]},
       "promotions": [
         {"id": "hot-drinks", "name": "Hot drinks", "kind": "n-for-m",
          "parameters": {"of": "hot", "take": 3, "pay": 2}},
         {"id": "day", "kind": "threshold", "days": ["%s"],
          "parameters": {"spend": 20.00, "off": 2.00}}]}
      """
          .formatted("MON\", \"TUE\", \"WED\", \"THU\", \"FRI\", \"SAT\", \"SUN");

  @TempDir Path folder;
  private Distribution distribution;
  private Path file;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
    file = distribution.home().resolve("etc/promotions.json");
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  private String price(Store store) {
    return Till.in(store, "sp1").price("MF1*2", "CF1*2", "GR1", "SR1*3").body();
  }

  @Test
  void theSameBasketIsTheSameBytesAfterARestartAndWhateverTheNodesClockSays() throws IOException {
    distribution.start();
    String before;
    try (Store store = Store.of(distribution.home())) {
      Files.writeString(file, PROMOTIONS);
      await().until(() -> price(store).contains("hot-drinks"));
      before = price(store);
      assertThat(new Receipt(before).applied()).isEqualTo("day*1=2.00 hot-drinks*1=3.11");
    }
    distribution.stop();

    var started = distribution.run(List.of("env", "TZ=Pacific/Kiritimati"), "start");

    assertThat(started.code()).as(started.output()).isZero();
    try (Store store = Store.of(distribution.home())) {
      assertThat(price(store)).isEqualTo(before);
    }
    distribution.stop();
  }

  @Test
  void whatWasGoodLastIsInForceAfterAStartWithAWrongFile() throws IOException {
    distribution.start();
    try (Store store = Store.of(distribution.home())) {
      Files.writeString(file, PROMOTIONS);
      await().until(() -> price(store).contains("hot-drinks"));
    }
    distribution.stop();
    Files.writeString(
        file, PROMOTIONS.replace("\"n-for-m\",", "\"n-for-m\", \"until\": \"soon\","));

    distribution.start();
    try (Store store = Store.of(distribution.home())) {
      assertThat(new Receipt(price(store)).applied()).contains("hot-drinks*1=3.11");
    }
    assertThat(distribution.run("status").output()).contains("hot-drinks");
    distribution.stop();
  }
}
