package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {

  @TempDir Path temp;
  private Path folder;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private DropFolder drops;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(temp.resolve("strategies"));
    drops =
        new DropFolder(
            folder,
            new DropFolder.Listener() {
              @Override
              public void found(Path jar) {
                told.add("found " + jar.getFileName());
              }

              @Override
              public void dropped(Path jar) {
                told.add("dropped " + jar.getFileName());
              }

              @Override
              public void gone(String file) {
                told.add("gone " + file);
              }
            });
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  /** Looks so often. */
  private List<String> look(int times) {
    told.clear();
    for (int i = 0; i < times; i++) {
      drops.look(false);
    }
    return List.copyOf(told);
  }

  @Test
  void whatIsThereAtTheBeginningIsToldAtOnceInTheOrderOfNames() throws IOException {
    write("b.jar", "b");
    write("a.jar", "a");
    write("notes.txt", "no jar");
    Files.createDirectory(folder.resolve("folder.jar"));
    drops.look(true);
    assertThat(told).containsExactly("found a.jar", "found b.jar");
    assertThat(look(3)).isEmpty();
  }

  @Test
  void aFileIsToldOfWhenTwoLooksFindItUnchanged() throws IOException {
    drops.look(true);
    write("a.jar", "half");
    assertThat(look(1)).isEmpty();
    write("a.jar", "half of it");
    assertThat(look(1)).isEmpty();
    assertThat(look(1)).containsExactly("dropped a.jar");
    assertThat(look(3)).isEmpty();
  }

  @Test
  void aChangeIsToldOfOnce() throws IOException {
    write("a.jar", "one");
    drops.look(true);
    write("a.jar", "another");
    assertThat(look(4)).containsExactly("dropped a.jar");
    // Of the same size, a moment later.
    write("a.jar", "ANOTHER");
    Files.setLastModifiedTime(folder.resolve("a.jar"), FileTime.fromMillis(1));
    assertThat(look(4)).containsExactly("dropped a.jar");
    Files.delete(folder.resolve("a.jar"));
    assertThat(look(4)).containsExactly("gone a.jar");
    write("a.jar", "another");
    assertThat(look(4)).containsExactly("dropped a.jar");
  }

  @Test
  void aFolderThatCannotBeReadIsNotAnEmptyOne() throws IOException {
    write("a.jar", "one");
    drops.look(true);
    Files.move(folder, temp.resolve("elsewhere"));
    assertThat(look(2)).isEmpty();
    Files.move(temp.resolve("elsewhere"), folder);
    assertThat(look(2)).isEmpty();
  }

  @Test
  void itLooksByItselfUntilItIsClosed() throws IOException {
    write("a.jar", "one");
    drops.start(Duration.ofMillis(1));
    assertThat(told).containsExactly("found a.jar");
    write("b.jar", "two");
    await().until(() -> told.contains("dropped b.jar"));
    drops.close();
    told.clear();
    write("c.jar", "three");
    drops.look(false);
    drops.look(false);
    assertThat(told).isEmpty();
  }
}
