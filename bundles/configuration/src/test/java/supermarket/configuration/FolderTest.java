package supermarket.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

  @TempDir Path etc;
  private Folder folder;
  private Path file;

  @BeforeEach
  void aFile() throws Exception {
    file = Files.writeString(etc.resolve("a.cfg"), "one");
    Files.writeString(etc.resolve("a.cfg~"), "not read");
    folder = new Folder(etc);
  }

  @Test
  void takesWhatIsThereAtFirst() throws Exception {
    assertThat(folder.first()).containsOnlyKeys("a.cfg").containsValue(FileText.of("one"));
  }

  @Test
  void takesAChangeThatTwoLooksFind() throws Exception {
    folder.first();
    Files.writeString(file, "tw");
    assertThat(folder.look()).containsValue(FileText.of("one"));
    Files.writeString(file, "two");
    assertThat(folder.look()).containsValue(FileText.of("one"));
    assertThat(folder.look()).containsValue(FileText.of("two"));
  }

  @Test
  void aFileThatIsReplacedIsNeverGone() throws Exception {
    folder.first();
    Files.delete(file);
    assertThat(folder.look()).containsKey("a.cfg");
    Files.writeString(file, "two");
    assertThat(folder.look()).containsValue(FileText.of("one"));
    assertThat(folder.look()).containsValue(FileText.of("two"));
    Files.delete(file);
    folder.look();
    assertThat(folder.look()).isEmpty();
  }

  @Test
  void whatGoesTogetherIsGoneTogetherThoughALookFallsBetween() throws Exception {
    Path other = Files.writeString(etc.resolve("b.cfg"), "one");
    folder.first();
    Files.delete(file);
    folder.look();
    Files.delete(other);
    assertThat(folder.look()).containsOnlyKeys("a.cfg", "b.cfg");
    assertThat(folder.look()).isEmpty();
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatIsNoRegularFileIsNotOpened() throws Exception {
    Path pipe = etc.resolve("pipe.cfg");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.createSymbolicLink(etc.resolve("link.cfg"), pipe);
    Files.createSymbolicLink(etc.resolve("device.cfg"), Path.of("/dev/zero"));

    var files = folder.first();

    Files.delete(etc.resolve("device.cfg"));
    FileText refused = new FileText("", "is no regular file");
    assertThat(files)
        .containsEntry("pipe.cfg", refused)
        .containsEntry("link.cfg", refused)
        .containsEntry("device.cfg", refused);
  }

  @Test
  void whatCannotBeReadSaysWhy() throws Exception {
    Files.write(file, new byte[] {'a', (byte) 0xe4});
    Files.createDirectory(etc.resolve("b.cfg"));
    Files.createSymbolicLink(etc.resolve("c.cfg"), etc.resolve("nowhere"));
    Files.write(etc.resolve("d.cfg"), new byte[(1 << 20) + 1]);
    Files.writeString(etc.resolve("e.cfg"), "\uFEFFx = 1");

    var files = folder.first();

    assertThat(files.get("a.cfg").failure()).isEqualTo("is no text in UTF-8");
    assertThat(files.get("b.cfg").failure()).isEqualTo("is no regular file");
    assertThat(files.get("c.cfg").failure()).contains("links to is missing");
    assertThat(files.get("d.cfg").failure()).isEqualTo("is larger than 1 MiB");
    assertThat(files.get("e.cfg")).isEqualTo(FileText.of("x = 1"));
  }
}
