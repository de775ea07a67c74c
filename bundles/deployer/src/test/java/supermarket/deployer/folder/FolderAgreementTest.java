package supermarket.deployer.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import supermarket.basket.api.operation.Trouble;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;

/**
 * Whatever is done to the drop folder, in whichever order, and whatever is refused meanwhile: when
 * the faults are over, the folder and what runs agree.
 */
class FolderAgreementTest {

  /** What an operator, or the surroundings, may do. */
  enum Deed {
    PUT,
    PUT_GARBAGE,
    DELETE,
    RENAME,
    COPY,
    DISK_FULL,
    DISK_FREE,
    UNREADABLE,
    READABLE,
    TRIAL,
    TRIAL_ENDS,
    SWAP_FAILS,
    RESTART,
    LOOK,
    WAIT
  }

  /** A deed with a file, and the bundle, version and build of what is put there. */
  record Step(Deed deed, int file, int other, int bundle, int version, int build) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Deed.PUT)),
                Tuple.of(4, Arbitraries.just(Deed.LOOK)),
                Tuple.of(3, Arbitraries.just(Deed.DELETE)),
                Tuple.of(10, Arbitraries.of(Deed.class))),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 2))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void folderAndWhatRunsAgreeInTheEnd(@ForAll("steps") List<Step> steps) throws IOException {
    try (Folder folder = new Folder()) {
      for (Step step : steps) {
        folder.take(step);
      }
      folder.faultsAreOver();
      folder.settle();
      folder.assertAgrees();
      int recorded = folder.fleet.recorded();
      folder.settle();
      assertThat(folder.fleet.recorded())
          .as("nothing grows while nothing changes")
          .isEqualTo(recorded);
    }
  }

  /** A real folder, with a fleet in memory. */
  private static final class Folder implements AutoCloseable {

    private final Path path = Files.createTempDirectory("drops");
    private final Path outside = Files.createTempDirectory("outside");
    private final AtomicLong now = new AtomicLong();
    final FakeFleet fleet = new FakeFleet();
    private Drops drops = new Drops(this, fleet);
    private DropFolder looks = open();

    Folder() throws IOException {
      // One that is always there: the folder never loses everything at once.
      put("other.jar", "other 1 1");
      Files.writeString(path.resolve("another.jar"), "garbage");
      looks.look(true);
    }

    private DropFolder open() {
      drops = new Drops(this, fleet);
      DropFolder fresh = new DropFolder(path, drops, now::get);
      fleet.changed = fresh::judgeAgain;
      return fresh;
    }

    private void put(String file, String content) throws IOException {
      Path draft = Files.writeString(outside.resolve("draft"), content);
      Files.move(draft, path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    void take(Step step) throws IOException {
      String file = "file" + step.file() + ".jar";
      String other = "file" + step.other() + ".jar";
      switch (step.deed()) {
        case PUT -> put(file, "bundle" + step.bundle() + " " + step.version() + " " + step.build());
        case PUT_GARBAGE -> put(file, "garbage");
        case DELETE -> Files.deleteIfExists(path.resolve(file));
        case RENAME -> {
          if (Files.exists(path.resolve(file))) {
            Files.move(
                path.resolve(file), path.resolve(other), StandardCopyOption.REPLACE_EXISTING);
          }
        }
        case COPY -> {
          if (Files.exists(path.resolve(file))) {
            put(other, Files.readString(path.resolve(file)));
          }
        }
        case DISK_FULL -> fleet.diskFull = true;
        case DISK_FREE -> fleet.diskFull = false;
        case UNREADABLE -> fleet.unreadable.add(file);
        case READABLE -> fleet.unreadable.clear();
        case TRIAL -> fleet.onTrial.add("bundle" + step.bundle());
        case TRIAL_ENDS -> fleet.onTrial.clear();
        case SWAP_FAILS -> fleet.swapFails = !fleet.swapFails;
        case RESTART -> {
          looks.close();
          looks = open();
          looks.expect(
              fleet.ours().stream().map(Installed::file).filter(each -> !each.isEmpty()).toList());
          looks.look(true);
        }
        case LOOK -> looks.look(false);
        case WAIT -> now.addAndGet(Duration.ofSeconds(7).toNanos());
      }
    }

    void faultsAreOver() {
      fleet.diskFull = false;
      fleet.unreadable.clear();
      fleet.onTrial.clear();
      fleet.swapFails = false;
    }

    void settle() {
      for (int i = 0; i < 12; i++) {
        now.addAndGet(Duration.ofHours(2).toNanos());
        looks.look(false);
      }
    }

    void assertAgrees() throws IOException {
      Set<String> files = new HashSet<>();
      List<Candidate> good = new ArrayList<>();
      try (Stream<Path> all = Files.list(path)) {
        for (Path each : (Iterable<Path>) all::iterator) {
          files.add(each.getFileName().toString());
          try {
            good.add(fleet.read(each));
          } catch (Refused garbage) {
            // It need not be live.
          }
        }
      }
      for (Candidate candidate : good) {
        Bundle live = fleet.live(candidate.symbolicName());
        assertThat(live).as("%s is in the folder, good, and not live", candidate).isNotNull();
        assertThat(live.getVersion())
            .as("what is live of %s", candidate)
            .isGreaterThanOrEqualTo(candidate.version());
      }
      for (Bundle bundle : fleet.ours()) {
        assertThat(files)
            .as("the files that are there; %s came from one", bundle.getLocation())
            .contains(Installed.file(bundle));
      }
    }

    @Override
    public void close() throws IOException {
      looks.close();
      for (Path folder : List.of(path, outside)) {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
    }
  }

  /** Examples of the property, one for each way it went wrong once. */
  @Test
  void theSameJarTwiceAndThenOnce() throws IOException {
    try (Folder folder = new Folder()) {
      folder.put("a.jar", "bundle0 1 1");
      folder.settle();
      folder.put("b.jar", "bundle0 1 1");
      folder.settle();
      Files.delete(folder.path.resolve("a.jar"));
      folder.settle();
      assertThat(version(folder)).contains("1.0.0");
    }
  }

  @Test
  void threeVersionsOfWhichTheHighestAreDeletedOneByOne() throws IOException {
    try (Folder folder = new Folder()) {
      for (int version = 1; version <= 3; version++) {
        folder.put("v" + version + ".jar", "bundle0 " + version + " 1");
        folder.settle();
      }
      assertThat(version(folder)).contains("3.0.0");
      Files.delete(folder.path.resolve("v3.jar"));
      folder.settle();
      assertThat(version(folder)).contains("2.0.0");
      Files.delete(folder.path.resolve("v2.jar"));
      folder.settle();
      assertThat(version(folder)).contains("1.0.0");
      Files.delete(folder.path.resolve("v1.jar"));
      folder.settle();
      assertThat(version(folder)).isEmpty();
    }
  }

  @Test
  void whatWasRefusedWhileTheDiskWasFullComesWhenItIsFreeAndIsToldOnce() throws IOException {
    try (Folder folder = new Folder()) {
      folder.fleet.diskFull = true;
      folder.put("a.jar", "bundle0 1 1");
      int before = folder.fleet.recorded();
      folder.settle();
      assertThat(folder.fleet.recorded()).as("the same refusal").isEqualTo(before + 1);
      assertThat(version(folder)).isEmpty();
      folder.fleet.diskFull = false;
      folder.settle();
      assertThat(version(folder)).contains("1.0.0");
    }
  }

  @Test
  void whatIsRefusedIsATroubleAsLongAsItIs() throws IOException {
    try (Folder folder = new Folder()) {
      folder.put("a.jar", "bundle0 1 1");
      folder.settle();
      folder.put("a.jar", "bundle0 1 2");
      folder.settle();
      assertThat(folder.drops.troubles())
          .extracting(Trouble::toString)
          .containsExactly(
              "drop folder: a.jar is refused: version 1.0.0 is live",
              "drop folder: another.jar is refused: it is no jar");
      Files.delete(folder.path.resolve("another.jar"));
      folder.put("a.jar", "bundle0 2 2");
      folder.settle();
      assertThat(folder.drops.troubles()).isEmpty();
    }
  }

  @Test
  void anOlderVersionBesideTheLiveOneIsNoTrouble() throws IOException {
    try (Folder folder = new Folder()) {
      Files.delete(folder.path.resolve("another.jar"));
      folder.put("v2.jar", "bundle0 2 1");
      folder.settle();
      folder.put("v1.jar", "bundle0 1 1");
      folder.settle();
      assertThat(folder.drops.troubles()).isEmpty();
    }
  }

  @Test
  void whatCannotBeRemovedIsATrouble() throws IOException {
    try (Folder folder = new Folder()) {
      Files.delete(folder.path.resolve("another.jar"));
      folder.put("a.jar", "bundle0 1 1");
      folder.settle();
      folder.fleet.diskFull = true;
      Files.delete(folder.path.resolve("a.jar"));
      folder.settle();
      assertThat(folder.drops.troubles())
          .singleElement()
          .asString()
          .contains("a.jar was deleted, but not all");
      folder.fleet.diskFull = false;
      folder.settle();
      assertThat(folder.drops.troubles()).isEmpty();
    }
  }

  private static Optional<String> version(Folder folder) {
    return Optional.ofNullable(folder.fleet.live("bundle0"))
        .map(live -> live.getVersion().toString());
  }
}
