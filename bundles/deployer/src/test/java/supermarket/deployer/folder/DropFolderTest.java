package supermarket.deployer.folder;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {

  @TempDir Path temp;
  private Path folder;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong now = new AtomicLong();
  private final Set<String> passing = ConcurrentHashMap.newKeySet();
  private DropFolder drops;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(temp.resolve("strategies"));
    drops =
        new DropFolder(
            folder,
            new DropFolder.Listener() {
              @Override
              public boolean found(Path jar) {
                told.add("found " + jar.getFileName());
                return passing.contains(jar.getFileName().toString());
              }

              @Override
              public boolean dropped(Path jar) {
                told.add("dropped " + jar.getFileName());
                return passing.contains(jar.getFileName().toString());
              }

              @Override
              public boolean again(Path jar) {
                told.add("again " + jar.getFileName());
                return passing.contains(jar.getFileName().toString());
              }

              @Override
              public boolean gone(String file) {
                told.add("gone " + file);
                return passing.contains(file);
              }
            },
            now::get);
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
  void whatMayPassIsJudgedAgainAfterPausesThatGrow() throws IOException {
    write("a.jar", "a");
    write("b.jar", "b");
    passing.add("a.jar");
    drops.look(true);
    assertThat(look(3)).isEmpty();
    for (int pause : List.of(5, 10, 20)) {
      now.addAndGet(Duration.ofSeconds(pause).toNanos() - 1);
      assertThat(look(1)).isEmpty();
      now.addAndGet(1);
      assertThat(look(2)).containsExactly("again a.jar");
    }
    passing.clear();
    now.addAndGet(Duration.ofSeconds(40).toNanos());
    assertThat(look(1)).containsExactly("again a.jar");
    now.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(look(1)).isEmpty();
  }

  @Test
  void afterARemovalAllAreJudgedAgain() throws IOException {
    write("a.jar", "a");
    write("b.jar", "b");
    write("c.jar", "c");
    drops.look(true);
    Files.delete(folder.resolve("b.jar"));
    assertThat(look(3)).containsExactly("gone b.jar", "again a.jar", "again c.jar");
    drops.judgeAgain();
    assertThat(look(3)).containsExactly("again a.jar", "again c.jar");
  }

  @Test
  void aRemovalThatFailsIsTriedAgain() throws IOException {
    write("a.jar", "a");
    write("b.jar", "b");
    passing.add("a.jar");
    drops.look(true);
    Files.delete(folder.resolve("a.jar"));
    assertThat(look(3)).containsExactly("gone a.jar");
    passing.clear();
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(look(1)).containsExactly("gone a.jar");
  }

  @Test
  void aFolderThatLostEverythingAtOnceIsProbablyNotMounted() throws IOException {
    write("a.jar", "a");
    write("b.jar", "b");
    drops.look(true);
    Files.move(folder, temp.resolve("mounted"));
    Files.createDirectory(folder);
    assertThat(look(3)).isEmpty();
    assertThat(drops.troubles())
        .singleElement()
        .asString()
        .contains("lost all of its 2 jars at once", "nothing is removed");
    Files.delete(folder);
    Files.move(temp.resolve("mounted"), folder);
    assertThat(look(3)).isEmpty();
    assertThat(drops.troubles()).isEmpty();
    Files.delete(folder.resolve("a.jar"));
    assertThat(look(1)).containsExactly("gone a.jar");
  }

  @Test
  void whatWasThereBeforeTheStartAndIsNotIsTold() throws IOException {
    write("b.jar", "b");
    drops.expect(List.of("a.jar", "b.jar"));
    drops.look(true);
    assertThat(told).containsExactly("found b.jar", "gone a.jar");
  }

  @Test
  void aJarInCapitalsIsOne() throws IOException {
    drops.look(true);
    write("UPPER.JAR", "a");
    assertThat(look(2)).containsExactly("dropped UPPER.JAR");
  }

  @Test
  void contentOfTheSameSizeAndDateIsNoticed() throws IOException {
    write("a.jar", "one");
    Files.setLastModifiedTime(folder.resolve("a.jar"), FileTime.fromMillis(1));
    drops.look(true);
    write("a.jar", "two");
    Files.setLastModifiedTime(folder.resolve("a.jar"), FileTime.fromMillis(1));
    assertThat(look(2)).containsExactly("dropped a.jar");
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
