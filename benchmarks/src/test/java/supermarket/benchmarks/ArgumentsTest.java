package supermarket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  @TempDir Path folder;

  private static void assertRefused(String message, Consumer<Arguments> read, String... given) {
    assertThatExceptionOfType(Arguments.Wrong.class)
        .isThrownBy(() -> read.accept(new Arguments(List.of(given))))
        .withMessage(message);
  }

  @Test
  void whatIsGivenCountsAndWhatIsNotHasItsDefault() {
    Arguments arguments = new Arguments(List.of("rounds=7", "connections=8,64"));

    assertThat(arguments.whole("rounds", 3)).isEqualTo(7);
    assertThat(arguments.whole("seconds", 5)).isEqualTo(5);
    assertThat(arguments.wholes("connections", "1")).containsExactly(8, 64);
    assertThat(arguments.words("servers", "a,b")).containsExactly("a", "b");
    arguments.end();
  }

  @Test
  void whatIsNotKnownIsRefusedWithWhatIs() {
    assertRefused(
        "round is not known; there are rounds, seconds",
        arguments -> {
          arguments.whole("rounds", 3);
          arguments.whole("seconds", 5);
          arguments.end();
        },
        "round=7");
    assertRefused("fast: give name=value", arguments -> {}, "fast");
    assertRefused("a is given twice", arguments -> {}, "a=1", "a=2");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (String value : List.of("", "many", "0", "1.5", "99999999999")) {
      assertRefused(
          "rounds=" + value + ": give a whole number, at least 1",
          arguments -> arguments.whole("rounds", 3),
          "rounds=" + value);
    }
    assertRefused(
        "connections=: give a whole number, at least 1",
        arguments -> arguments.wholes("connections", "64"),
        "connections=8,");
  }

  @Test
  void aFolderThatHoldsNoDistributionIsRefused() throws Exception {
    String given = "distribution=" + folder;
    assertRefused(
        given + ": give the folder of a distribution, which the build leaves in runtime/target",
        Arguments::distribution,
        given);
    assertRefused(
        "distribution=: give the folder of a distribution, which the build leaves in"
            + " runtime/target",
        Arguments::distribution);

    Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("supermarket"));
    assertThat(new Arguments(List.of(given)).distribution()).isEqualTo(folder);
    assertThat(new Arguments(List.of(given + "," + folder)).distributions()).hasSize(2);
    assertRefused("distribution: give one", Arguments::distribution, given + "," + folder);
  }
}
