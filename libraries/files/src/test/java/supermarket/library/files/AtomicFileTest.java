package supermarket.library.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aNewFileIsItsOwnersOnly() throws IOException {
    Path file = folder.resolve("new");
    AtomicFile.write(file, new byte[] {1});
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileForAllIsReadByAllAlsoIfItWasItsOwnersOnly() throws IOException {
    Path file = folder.resolve("address");
    for (byte content = 1; content < 3; content++) {
      AtomicFile.writeForAll(file, new byte[] {content});
      assertThat(file).hasBinaryContent(new byte[] {content});
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r--r--");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(names()).containsExactly("address");
  }

  @Test
  void aReplacedFileKeepsModeOwnerAndGroup() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Object group = Files.getAttribute(file, "unix:gid");
    if (Files.getAttribute(file, "unix:uid").equals(0)) {
      group = 12; // a superuser can try what others cannot: somebody else's file
      Files.setAttribute(file, "unix:gid", group);
      Files.setAttribute(file, "unix:uid", 34);
    }
    Object owner = Files.getAttribute(file, "unix:uid");

    AtomicFile.write(file, "after".getBytes(StandardCharsets.UTF_8));

    assertThat(file).hasContent("after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(group);
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(owner);
    assertThat(names()).containsExactly("kept");
  }

  @Test
  void aFileThatIsReadOnlyIsRefusedInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertThatThrownBy(() -> AtomicFile.write(file, new byte[1]))
        .isInstanceOfSatisfying(
            AccessDeniedException.class,
            why -> assertThat(FileTrouble.words(file, why)).isEqualTo("is read-only"));
    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, "after".getBytes(StandardCharsets.UTF_8));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("after");
  }

  @Test
  void aFileIsReplacedOnlyIfAConditionHolds() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    byte[] after = "after".getBytes(StandardCharsets.UTF_8);
    assertThat(AtomicFile.writeIf(file, after, () -> false)).isEmpty();
    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("file");
    FileStamp stamp = AtomicFile.writeIf(file, after, () -> true).orElseThrow();
    assertThat(file).hasContent("after");
    assertThat(FileStamp.of(file)).isEqualTo(stamp);
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aFolderIsNotReplacedAndNothingIsLeft() throws IOException {
    Path file = Files.createDirectory(folder.resolve("folder"));
    assertThatThrownBy(() -> AtomicFile.write(file, new byte[1]))
        .isInstanceOfSatisfying(
            IOException.class,
            why -> assertThat(FileTrouble.words(file, why)).isEqualTo("is a folder, not a file"));
    assertThat(names()).containsExactly("folder");
  }

  @Test
  void manyWritersLeaveOneWholeContentAndNothingElse() throws Exception {
    Path file = folder.resolve("file");
    CountDownLatch ready = new CountDownLatch(8);
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all =
          Stream.iterate(1, i -> i + 1)
              .limit(8)
              .<Future<?>>map(
                  i ->
                      writers.submit(
                          () -> {
                            ready.countDown();
                            ready.await();
                            AtomicFile.write(
                                file,
                                String.valueOf(i).repeat(10_000).getBytes(StandardCharsets.UTF_8));
                            return null;
                          }))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(Files.readString(file)).hasSize(10_000).matches("(.)\\1*");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void ofManyThatMakeTheSameFileOneDoes() throws Exception {
    Path file = folder.resolve("file");
    CountDownLatch ready = new CountDownLatch(8);
    List<Future<Boolean>> all = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      for (int i = 1; i <= 8; i++) {
        byte[] content = String.valueOf(i).repeat(10_000).getBytes(StandardCharsets.UTF_8);
        all.add(
            writers.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return AtomicFile.writeIfAbsent(file, content);
                }));
      }
      List<Boolean> made = new ArrayList<>();
      for (Future<Boolean> each : all) {
        made.add(each.get());
      }
      assertThat(made).containsOnlyOnce(true);
      String first = String.valueOf(made.indexOf(true) + 1);
      assertThat(Files.readString(file)).isEqualTo(first.repeat(10_000));
    }
    assertThat(names()).containsExactly("file");
    assertThat(AtomicFile.writeIfAbsent(file, new byte[0])).isFalse();
  }

  @Test
  void aFileIsMadeForThoseWhoMayReadAnotherOne() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "x");
    for (String mode : List.of("rw-r--r--", "rw-rw----", "r--r--r--")) {
      Files.setPosixFilePermissions(other, PosixFilePermissions.fromString(mode));
      Path made = folder.resolve(mode);
      assertThat(AtomicFile.writeIfAbsent(made, new byte[1], other)).isTrue();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rw" + mode.substring(2));
      assertThat(AtomicFile.writeIfAbsent(made, new byte[2], other)).isFalse();
      assertThat(made).hasSize(1);
    }
    Path alone = folder.resolve("alone");
    assertThat(AtomicFile.writeIfAbsent(alone, new byte[1], folder.resolve("none"))).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(alone)))
        .isEqualTo("rw-------");
  }
}
