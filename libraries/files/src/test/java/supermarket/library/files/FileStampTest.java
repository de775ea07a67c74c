package supermarket.library.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {

  @TempDir Path folder;

  @Test
  void aFileThatNobodyTouchesHasOneStamp() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "same");
    FileStamp before = FileStamp.of(file);
    assertThat(FileStamp.of(file)).isEqualTo(before).hasSameHashCodeAs(before);
  }

  @Test
  void contentOfTheSameSizeAndDateIsNoticed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "one");
    FileTime date = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(file, date);
    FileStamp before = FileStamp.of(file);

    // Written in place, as by cp -p.
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, date);
    FileStamp inPlace = FileStamp.of(file);
    assertThat(inPlace).isNotEqualTo(before);

    // Replaced, as by tar.
    Path other = Files.writeString(folder.resolve("other"), "333");
    Files.setLastModifiedTime(other, date);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(FileStamp.of(file)).isNotEqualTo(inPlace);
  }

  @Test
  void aMissingFileHasAStampToo() throws IOException {
    assertThat(FileStamp.of(folder.resolve("none"))).isEqualTo(FileStamp.MISSING);
  }

  @Test
  void whatIsWrongIsToldInWords() throws IOException {
    Path file = folder.resolve("none");
    assertThat(FileTrouble.words(file, new NoSuchFileException("none"))).isEqualTo("is missing");
    assertThat(FileTrouble.words(file, new IOException("No space left on device")))
        .isEqualTo("cannot be written: the disk is full");
    assertThat(FileTrouble.words(file, new java.nio.file.AccessDeniedException(file.toString())))
        .isEqualTo("may not be accessed: this process has no permission");
  }
}
