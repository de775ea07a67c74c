package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;
import supermarket.itests.strategies.CostsTwo;

/** What is unpacked: over an older release, and with the licences of all that is in it. */
class ReleaseIT {

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  private Path home() {
    return distribution.home();
  }

  @Test
  void overAnOlderOneItStartsWithExactlyItsOwnBundlesAndGoesBack() throws IOException {
    Path list = home().resolve("release.txt");
    String release = Files.readString(list);
    // The older release had two bundles more, one of them under another name and level now.
    Path old = home().resolve("bundles/50-supermarket/supermarket.pricing.old.jar");
    StrategyJar.named("old", CostsTwo.class).write(old);
    Path moved = home().resolve("bundles/30-shell/supermarket.shell.jar");
    Files.createDirectories(moved.getParent());
    Path shell = home().resolve("bundles/85-operators/supermarket.shell.jar");
    Files.copy(shell, moved);
    String older =
        release.replace("bundles/85-operators/supermarket.shell.jar", home().relativize(moved) + "")
            + home().relativize(old)
            + "\n";
    Files.writeString(list, older);
    assertThat(distribution.start().output()).contains("Supermarket is ready");
    assertThat(distribution.shell("lb -s")).contains("test.strategy.old");
    distribution.shell("product:price MF1 4.20");
    distribution.stop();

    // The new release is unpacked over it; etc/ and data/ stay.
    Files.writeString(list, release);
    distribution.start();

    assertThat(distribution.shell("lb -s")).doesNotContain("test.strategy.old");
    assertThat(installed()).isEqualTo(jarsOf(release));
    assertThat(distribution.data().resolve("log/console.log"))
        .content()
        .contains(
            "Without bundles/50-supermarket/supermarket.pricing.old.jar",
            "Without bundles/30-shell/supermarket.shell.jar");
    try (Store store = Store.of(home())) {
      assertThat(store.price("u1", "MF1").total()).isEqualTo(new BigDecimal("4.20"));
    }
    distribution.stop();

    Files.writeString(list, older);
    distribution.start();
    assertThat(distribution.shell("lb -s")).contains("test.strategy.old");
    distribution.stop();
  }

  /** Locations of the bundles that the launcher installed. */
  private Set<String> installed() {
    return distribution
        .shell("lb -l")
        .lines()
        .filter(line -> line.contains("|bundles/"))
        .map(
            line -> line.substring(line.indexOf("|bundles/") + 1).replaceFirst("\\|.*", "").strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> jarsOf(String release) {
    return release
        .lines()
        .filter(line -> line.startsWith("bundles/"))
        // The shell of a terminal is there all the same, and does not read standard input. The
        // shelf is in a folder.
        .filter(line -> !line.startsWith("bundles/50-shelf-postgresql/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyJarOfOthersHasItsLicence() throws IOException {
    List<String> others = new ArrayList<>();
    for (String jar : Files.readAllLines(home().resolve("release.txt"))) {
      collect(home().resolve(jar), others);
    }
    assertThat(others).contains("jline", "undertow-core", "hawtbuf", "spring-core", "felix");
    for (String jar : others) {
      assertThat(home().resolve("licences").resolve(jar + ".txt"))
          .as(jar)
          .content()
          .hasSizeGreaterThan(900)
          .containsPattern("(?i)licen[cs]e|redistribution");
    }
    assertThat(home().resolve("licences/jline.txt"))
        .content()
        .contains("Neither the name of JLine");
    assertThat(home().resolve("NOTICE")).content().contains("licences/");
  }

  private void collect(Path jar, List<String> others) throws IOException {
    String name = jar.getFileName().toString().replace(".jar", "");
    boolean ours = name.startsWith("supermarket.") || name.equals("launcher");
    if (!ours) {
      others.add(name);
      return;
    }
    try (ZipFile content = new ZipFile(jar.toFile());
        Stream<? extends ZipEntry> entries = content.stream()) {
      for (ZipEntry entry : entries.filter(e -> e.getName().endsWith(".jar")).toList()) {
        Path inner = folder.resolve(entry.getName().replaceFirst(".*/", ""));
        try (InputStream bytes = content.getInputStream(entry)) {
          Files.copy(bytes, inner, StandardCopyOption.REPLACE_EXISTING);
        }
        collect(inner, others);
      }
    }
  }

  @Test
  void withoutTheListOfItsJarsItSaysSo() throws IOException {
    Files.delete(home().resolve("release.txt"));
    Result start = distribution.run("start");
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.output()).contains("release.txt is missing: unpack the release again.");
  }
}
