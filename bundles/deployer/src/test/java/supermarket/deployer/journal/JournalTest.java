package supermarket.deployer.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

class JournalTest {

  @TempDir Path folder;
  private Path file;
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("data/deployments.jsonl");
    journal = new Journal(file);
  }

  private static Deployment deployment(String version, Outcome outcome, String... details) {
    return new Deployment(
        Instant.parse("2026-01-02T03:04:05Z"),
        Action.UPGRADE,
        Deployment.COMMAND,
        "a.bundle",
        version,
        "abc",
        outcome,
        List.of(details));
  }

  @Test
  void whatHasEndedIsThereAfterARestart() throws Exception {
    Deployment done = deployment("1.0.0", Outcome.DONE, "a \"note\"", "another\nline");
    journal.begin(deployment("1.0.0", Outcome.INTERRUPTED));
    journal.end(done);

    Journal again = new Journal(file);

    assertThat(again.ended()).containsExactly(done);
    assertThat(again.open()).isEmpty();
  }

  @Test
  void whatWasCutOffIsKnownAfterARestart() throws Exception {
    journal.begin(deployment("1.0.0", Outcome.INTERRUPTED));

    Journal again = new Journal(file);

    assertThat(again.open()).contains(deployment("1.0.0", Outcome.INTERRUPTED));
    again.end(deployment("1.0.0", Outcome.INTERRUPTED));
    assertThat(new Journal(file).open()).isEmpty();
  }

  @Test
  void aTornLineIsDropped() throws Exception {
    journal.end(deployment("1.0.0", Outcome.DONE));
    Files.writeString(file, "{\"when\":\"2026-01-02T0", StandardOpenOption.APPEND);

    Journal again = new Journal(file);
    again.end(deployment("2.0.0", Outcome.DONE));

    assertThat(new Journal(file).ended())
        .extracting(Deployment::version)
        .containsExactly("1.0.0", "2.0.0");
  }

  @Test
  void aCharacterThatIsCutInTwoIsDroppedWithItsLine() throws Exception {
    journal.end(deployment("1.0.0", Outcome.DONE, "für alle"));
    byte[] whole = Files.readAllBytes(file);
    journal.end(deployment("2.0.0", Outcome.DONE, "für alle"));
    byte[] both = Files.readAllBytes(file);
    int cut = whole.length + new String(whole, UTF_8).indexOf('ü') + 1;
    Files.write(file, Arrays.copyOf(both, cut));

    Journal again = new Journal(file);
    again.end(deployment("3.0.0", Outcome.DONE));

    assertThat(again.problem()).isEmpty();
    assertThat(new Journal(file).ended())
        .extracting(Deployment::version)
        .containsExactly("1.0.0", "3.0.0");
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndTriedAgain() throws Exception {
    journal.end(deployment("1.0.0", Outcome.DONE));
    Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
    Files.createDirectory(file);

    Journal again = new Journal(file);

    assertThat(again.problem().orElseThrow())
        .contains(file.toString(), "is a folder", "no strategy can be deployed");
    Deployment next = deployment("2.0.0", Outcome.DONE);
    assertThatThrownBy(() -> again.begin(next)).hasMessageContaining("is a folder");
    Files.delete(file);
    Files.move(elsewhere, file);
    again.begin(next);
    assertThat(again.problem()).isEmpty();
    assertThat(again.ended()).hasSize(1);
  }

  @Test
  void whatIsTakenBackLeavesNothing() throws Exception {
    journal.end(deployment("1.0.0", Outcome.DONE));
    String before = Files.readString(file);
    journal.begin(deployment("2.0.0", Outcome.INTERRUPTED));
    assertThat(journal.takeBack()).isTrue();
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(journal.open()).isEmpty();
  }

  @Test
  void keepsTheLastThousand() throws Exception {
    for (int i = 0; i < 1_003; i++) {
      journal.end(deployment(i + ".0.0", Outcome.DONE));
    }

    assertThat(journal.ended()).hasSize(1_000);
    assertThat(new Journal(file).ended()).isEqualTo(journal.ended());
    assertThat(Files.readAllLines(file)).hasSize(1_000);
  }
}
