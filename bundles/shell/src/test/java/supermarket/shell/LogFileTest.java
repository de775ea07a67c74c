package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir private Path folder;
  private Path file;
  private LogFile log;

  @BeforeEach
  void open() {
    file = folder.resolve("supermarket.log");
    log = new LogFile(file);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<String> added() {
    List<String> lines = new ArrayList<>();
    log.added(lines::add);
    return lines;
  }

  @Test
  void theLastLinesAreShownAndAHalfWrittenOneOnlyWhenItIsWhole() throws IOException {
    write("one\ntwo\nthree\nfo");

    assertThat(log.last(2)).containsExactly("two", "three");
    assertThat(added()).isEmpty();

    write("ur\nfive");
    assertThat(added()).containsExactly("four");
    assertThat(log.last(1000)).containsExactly("one", "two", "three", "four");
  }

  @Test
  void aLogThatIsBegunAnewIsReadFromItsBeginning() throws IOException {
    write("one\ntwo\n");
    assertThat(log.last(1)).containsExactly("two");

    Files.move(file, folder.resolve("supermarket.log.1"));
    assertThat(added()).isEmpty();

    write("three, which is longer than what was there\n");
    assertThat(added()).containsExactly("three, which is longer than what was there");
  }

  @Test
  void ofALongLogOnlyTheEndIsRead() throws IOException {
    write(
        IntStream.range(0, 200_000)
            .mapToObj(i -> "line " + i + "\n")
            .collect(Collectors.joining()));

    List<String> lines = log.last(200_000);

    assertThat(lines).hasSizeBetween(50_000, 100_000).endsWith("line 199999");
    assertThat(lines.getFirst()).matches("line \\d{6}");
  }

  @Test
  void withoutALogItIsSaid() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> log.last(1))
        .withMessage("There is no log at " + file + ".");
  }
}
