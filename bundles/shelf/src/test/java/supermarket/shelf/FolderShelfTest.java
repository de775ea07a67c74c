package supermarket.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.library.testing.ShelfContract;

class FolderShelfTest extends ShelfContract {

  @TempDir Path folder;

  @Override
  protected Shelf shelf() {
    return FolderShelf.in(folder.resolve("shelf"));
  }

  private Path file(long number) {
    return folder.resolve("shelf/revisions/%012d.json".formatted(number));
  }

  @Test
  void oldRevisionsGoWithTheirVerdictsAndWithJarsThatNobodyNames() throws IOException {
    Path shelfFolder = folder.resolve("shelf");
    Shelf shelf = FolderShelf.in(shelfFolder, 10);
    Path old = Files.writeString(folder.resolve("old.jar"), "nobody names it");
    Path jars = shelfFolder.resolve("contents");
    String unnamed = shelf.keep(old);
    String young = shelf.keep(Files.writeString(folder.resolve("young.jar"), "not named yet"));
    Files.writeString(jars.resolve(SHA), "named by all");
    for (String each : List.of(unnamed, SHA)) {
      Files.setLastModifiedTime(jars.resolve(each), FileTime.from(Instant.EPOCH));
    }
    for (long number = 1; number <= 25; number++) {
      assertThat(shelf.put(revision(number, "one"))).isTrue();
      shelf.say(number, new Verdict("one", true, List.of()));
    }
    assertThat(shelf.newest()).isEqualTo(25);
    assertThat(shelf.revision(15)).isEmpty();
    assertThat(shelf.revision(16)).contains(revision(16, "one"));
    assertThat(shelf.verdicts(15)).isEmpty();
    assertThat(shelf.verdicts(16)).hasSize(1);
    assertThat(jars.resolve(unnamed)).doesNotExist();
    assertThat(jars.resolve(young)).exists();
    assertThat(jars.resolve(SHA)).exists();
    assertThat(FolderShelf.in(shelfFolder, 10).newest())
        .as("seen by a node that comes")
        .isEqualTo(25);
  }

  @Test
  void halfOfARevisionHasNoNumber() throws IOException {
    shelf().put(revision(1, "one"));
    // What a kill leaves of one that was being written.
    Files.writeString(file(2).resolveSibling("." + file(2).getFileName() + "-1.tmp"), "{\"num");
    assertThat(shelf().newest()).isEqualTo(1);
    assertThat(shelf().put(revision(2, "one"))).isTrue();
  }

  @Test
  void aRevisionThatIsDamagedIsToldWithItsFile() throws IOException {
    shelf().put(revision(1, "one"));
    for (String damaged :
        List.of(
            "",
            "[]",
            "{}",
            "{\"number\": 1} 2",
            "\u0000",
            Files.readString(file(1)).replace("IN_FORCE", "FORCED"),
            Files.readString(file(1)).replace(": 1,", ": 7,"),
            Files.readString(file(1)).replace(SHA, "../../etc/passwd"))) {
      Files.writeString(file(1), damaged);
      assertThatThrownBy(() -> shelf().revision(1))
          .as(damaged)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file(1).toString());
    }
  }

  @Test
  void aFullDiskPutsNothingAndIsToldAndNothingIsLost() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && run("mount", "-t", "tmpfs", "-o", "size=256k", "shelf-test", disk.toString()),
        "only root can mount a small disk");
    try {
      Shelf shelf = FolderShelf.in(Files.createDirectories(disk.resolve("shelf")));
      assertThat(shelf.put(revision(1, "one"))).isTrue();
      Path ballast = disk.resolve("ballast");
      assertThatThrownBy(() -> Files.write(ballast, new byte[512 * 1024]))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> shelf.put(revision(2, "one")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the disk is full");
      Path jar = Files.write(folder.resolve("a.jar"), new byte[64 * 1024]);
      assertThatThrownBy(() -> shelf.keep(jar)).hasMessageContaining("the disk is full");
      assertThat(shelf.newest()).isEqualTo(1);
      assertThat(shelf.revision(1)).contains(revision(1, "one"));
      Files.delete(ballast);
      assertThat(shelf.put(revision(2, "one"))).isTrue();
      assertThat(shelf.newest()).isEqualTo(2);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  @Test
  void aFieldOfALaterReleaseIsSteppedOver() throws IOException {
    shelf().put(revision(1, "one"));
    Files.writeString(
        file(1),
        Files.readString(file(1)).replaceFirst("\\{", "{\"later\": {\"a\": [1, {}, null]},"));
    assertThat(shelf().revision(1)).contains(revision(1, "one"));
  }

  @Test
  void aShelfThatGoesAwayIsNotBegunAnew() throws IOException {
    Shelf shelf = shelf();
    shelf.put(revision(1, "one"));
    Files.move(folder.resolve("shelf"), folder.resolve("elsewhere"));
    assertThatThrownBy(shelf::newest)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("revisions is missing");
    assertThatThrownBy(() -> shelf.put(revision(2, "one"))).isInstanceOf(IOException.class);
    assertThat(folder.resolve("shelf")).doesNotExist();
    Files.move(folder.resolve("elsewhere"), folder.resolve("shelf"));
    assertThat(shelf.newest()).isEqualTo(1);
  }

  @Test
  void aSharedShelfHasToBeThereAndIsRememberedOverARestart() throws IOException {
    Path shared = folder.resolve("mnt");
    Path data = Files.createDirectories(folder.resolve("data"));
    assertThatThrownBy(() -> FolderShelf.shared(shared, data).newest())
        .hasMessage(
            "the shelf "
                + shared
                + " is missing: mount it, or make an empty folder for a chain that begins");
    Files.createDirectories(shared);
    FolderShelf.shared(shared, data).put(revision(1, "one"));
    assertThat(FolderShelf.shared(shared, data).newest()).isEqualTo(1);
    Files.move(shared, folder.resolve("elsewhere"));
    Files.createDirectories(shared);
    assertThatThrownBy(() -> FolderShelf.shared(shared, data).newest())
        .hasMessageContaining("has no revision, but this node has seen revision 1 there");
  }

  @Test
  void aChainThatBeginsWithWhatANodeHasGetsItsJars() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path jar = Files.writeString(folder.resolve("a.jar"), "content");
    String sha256 = FolderShelf.in(data.resolve("shelf")).keep(jar);
    Path shared = Files.createDirectories(folder.resolve("mnt"));
    Revision first = revision(1, "one");
    Map<String, DeployedBundle> bundles =
        Map.of("a.bundle", DeployedBundle.first(new DeployedVersion("1.0.0", sha256, false)));
    FolderShelf.shared(shared, data)
        .put(
            new Revision(
                "chain",
                1,
                "one",
                Phase.IN_FORCE,
                first.deployment(),
                new Deployed(bundles, CatalogueState.NONE)));
    Path copy = folder.resolve("copy");
    FolderShelf.in(shared).fetch(sha256, copy);
    assertThat(copy).hasContent("content");
  }

  @Test
  void whatIsNoFolderIsTold() throws IOException {
    Files.writeString(folder.resolve("shelf"), "");
    assertThatThrownBy(() -> shelf().newest())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the shelf " + folder.resolve("shelf"));
  }

  @Test
  void contentsAreKeptOnceAndCheckedWhenTheyAreFetched() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "content");
    String sha256 = shelf().keep(jar);
    Path copy = folder.resolve("copy");
    shelf().fetch(sha256, copy);
    assertThat(copy).hasContent("content");
    Path kept = folder.resolve("shelf/contents").resolve(sha256);
    try (Stream<Path> files = Files.list(kept.getParent())) {
      assertThat(files).as("no drafts are left").containsExactly(kept);
    }

    Files.writeString(kept, "another");
    assertThatThrownBy(() -> shelf().fetch(sha256, copy)).hasMessageContaining("is damaged");
    assertThat(copy).doesNotExist();
    assertThatThrownBy(() -> shelf().fetch(SHA, copy)).hasMessageContaining("is missing");
    assertThatThrownBy(() -> shelf().fetch("../a.jar", copy)).hasMessageContaining("no SHA-256");
  }
}
