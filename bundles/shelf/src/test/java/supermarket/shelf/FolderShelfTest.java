package supermarket.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;

class FolderShelfTest {

  private static final String SHA = "ab".repeat(32);

  @TempDir Path folder;

  private Shelf shelf() {
    return FolderShelf.in(folder.resolve("shelf"));
  }

  private Path revision(long number) {
    return folder.resolve("shelf/revisions/%012d.json".formatted(number));
  }

  private static Revision revision(long number, String node) {
    return new Revision(
        number,
        node,
        Phase.IN_FORCE,
        new Deployment(
            Instant.parse("2026-11-29T10:00:00Z"),
            Action.UPGRADE,
            Deployment.COMMAND,
            "a.bundle",
            "2.0.0",
            SHA,
            Outcome.DONE,
            List.of("a \"note\"\n", "\u00e9")),
        Map.of(
            "a.bundle",
            new DeployedBundle(
                new DeployedVersion("2.0.0", SHA, false),
                new DeployedVersion("1.0.0", SHA, true),
                null,
                0),
            "b.bundle",
            new DeployedBundle(null, null, new DeployedVersion("3.0.0", SHA, false), 10)));
  }

  @Test
  void whatIsPutIsReadByAnotherNodeAsItWas() throws IOException {
    assertThat(shelf().newest()).isZero();
    assertThat(shelf().revision(1)).isEmpty();
    assertThat(shelf().put(revision(1, "one"))).isTrue();
    assertThat(shelf().newest()).isEqualTo(1);
    assertThat(shelf().revision(1)).contains(revision(1, "one"));
  }

  @Test
  void whoComesSecondChangesNothingAndIsTold() throws IOException {
    Shelf one = shelf();
    Shelf other = shelf();
    assertThat(one.put(revision(1, "one"))).isTrue();
    assertThat(other.put(revision(1, "other"))).isFalse();
    assertThat(other.put(revision(3, "other"))).as("after one that is not there").isFalse();
    assertThat(other.put(revision(2, "other"))).isTrue();
    assertThat(one.newest()).isEqualTo(2);
    assertThat(one.revision(1).orElseThrow().node()).isEqualTo("one");
  }

  @Test
  void manyOperatorsAtOnceNeverForkTheSequence() throws Exception {
    int nodes = 8;
    long each = 20;
    List<Callable<List<Long>>> operators = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Shelf shelf = shelf();
      String node = "node-" + i;
      operators.add(
          () -> {
            List<Long> put = new ArrayList<>();
            while (put.size() < each) {
              long number = shelf.newest() + 1;
              if (shelf.put(revision(number, node))) {
                put.add(number);
              }
            }
            return put;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> put : threads.invokeAll(operators, 60, TimeUnit.SECONDS)) {
        all.addAll(put.get());
      }
      assertThat(all)
          .as("each number was put by one of them")
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, nodes * each).boxed().toList());
    } finally {
      threads.shutdownNow();
    }
    assertThat(shelf().newest()).isEqualTo(nodes * each);
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
    Files.writeString(
        revision(2).resolveSibling("." + revision(2).getFileName() + "-1.tmp"), "{\"num");
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
            Files.readString(revision(1)).replace("IN_FORCE", "FORCED"),
            Files.readString(revision(1)).replace(": 1,", ": 7,"),
            Files.readString(revision(1)).replace(SHA, "../../etc/passwd"))) {
      Files.writeString(revision(1), damaged);
      assertThatThrownBy(() -> shelf().revision(1))
          .as(damaged)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(revision(1).toString());
    }
  }

  @Test
  void aFieldOfALaterReleaseIsSteppedOver() throws IOException {
    shelf().put(revision(1, "one"));
    Files.writeString(
        revision(1),
        Files.readString(revision(1)).replaceFirst("\\{", "{\"later\": {\"a\": [1, {}, null]},"));
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
        .put(new Revision(1, "one", Phase.IN_FORCE, first.deployment(), bundles));
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
  void nodesSayWhatTheyThinkOfAProposalAndMayThinkAgain() throws IOException {
    assertThat(shelf().verdicts(7)).isEmpty();
    shelf().say(7, new Verdict("b", true, List.of()));
    shelf().say(7, new Verdict("a", false, List.of("too old", "too large")));
    shelf().say(8, new Verdict("c", true, List.of()));
    shelf().say(7, new Verdict("b", false, List.of("after all not")));
    assertThat(shelf().verdicts(7))
        .containsExactly(
            new Verdict("a", false, List.of("too old", "too large")),
            new Verdict("b", false, List.of("after all not")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelf().say(7, new Verdict("../x", true, List.of())));
  }

  @Test
  void nodesAttendUntilTheyLeave() throws IOException {
    assertThat(shelf().attendance()).isEmpty();
    shelf().attend("a");
    shelf().attend("b");
    Map<String, Long> first = shelf().attendance();
    assertThat(first).containsOnlyKeys("a", "b");
    shelf().attend("a");
    assertThat(shelf().attendance()).containsEntry("b", first.get("b"));
    assertThat(shelf().attendance().get("a")).isNotEqualTo(first.get("a"));
    shelf().leave("b");
    shelf().leave("b");
    assertThat(shelf().attendance()).containsOnlyKeys("a");
  }

  @Test
  void contentsAreKeptOnceAndCheckedWhenTheyAreFetched() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "content");
    String sha256 = shelf().keep(jar);
    assertThat(shelf().keep(jar)).isEqualTo(sha256);
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
