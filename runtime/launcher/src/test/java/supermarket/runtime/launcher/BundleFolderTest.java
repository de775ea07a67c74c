package supermarket.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

class BundleFolderTest {
  @TempDir Path folder;
  private Home home;
  private Framework framework;
  private final List<String> complaints = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    home = new Home(folder.resolve("home"), folder.resolve("data"));
    Files.createDirectories(home.bundles());
    run();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  private Role role = Role.BOTH;
  private StartFailures failures = new StartFailures();

  /** What a start of the runtime does. */
  private void run() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "org.osgi.framework.storage",
                    home.cache().toString(),
                    "org.osgi.framework.startlevel.beginning",
                    "90",
                    "felix.log.level", // what fails is asserted, not printed
                    "0"));
    framework.init();
    new BundleFolder(
            home.bundles(),
            new Release(released()),
            role::needs,
            framework.getBundleContext(),
            complaints::add)
        .synchronise();
    failures = new StartFailures();
    framework.getBundleContext().addFrameworkListener(failures);
    framework.start();
  }

  /** Everything that is there, but for what a test takes out. */
  private final Set<String> dropped = new HashSet<>();

  private Set<String> released() throws IOException {
    try (Stream<Path> files = Files.walk(home.bundles())) {
      return files
          .map(file -> "bundles/" + home.bundles().relativize(file))
          .filter(file -> !dropped.contains(file))
          .collect(Collectors.toSet());
    }
  }

  private void restart() throws Exception {
    stop();
    run();
  }

  private static Path jar(Path file, String name, String version, String... imports)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    if (imports.length > 0) {
      main.putValue("Import-Package", String.join(",", imports));
    }
    Files.createDirectories(file.getParent());
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file;
  }

  private Path shipped(String level, String name, String version, String... imports)
      throws IOException {
    return jar(home.bundles().resolve(level).resolve(name + ".jar"), name, version, imports);
  }

  private List<Bundle> bundles(String name) {
    return Arrays.stream(framework.getBundleContext().getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .toList();
  }

  private Bundle bundle(String name) {
    assertThat(bundles(name)).hasSize(1);
    return bundles(name).getFirst();
  }

  @Test
  void startsABundleAtTheLevelOfItsFolder() throws Exception {
    shipped("50-apps", "a", "1");

    restart();

    assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle("a").adapt(BundleStartLevel.class).getStartLevel()).isEqualTo(50);
  }

  @Test
  void leavesOutWhatAnOlderReleaseLeftBehind() throws Exception {
    shipped("50-apps", "a", "1");
    shipped("50-apps", "old", "1");
    restart();
    assertThat(bundles("old")).hasSize(1);

    dropped.add("bundles/50-apps/old.jar");
    restart();

    assertThat(bundles("old")).isEmpty();
    assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(complaints)
        .containsExactly(
            "Without bundles/50-apps/old.jar: it does not belong to this release; it may be"
                + " deleted.");
  }

  @Test
  void updatesAChangedJarInPlaceAndLeavesAnUnchangedOneAlone() throws Exception {
    shipped("50-apps", "a", "1");
    shipped("50-apps", "b", "1");
    restart();
    long id = bundle("a").getBundleId();
    long untouched = bundle("b").getLastModified();

    shipped("50-apps", "a", "2");
    restart();

    assertThat(bundle("a").getVersion()).hasToString("2.0.0");
    assertThat(bundle("a").getBundleId()).isEqualTo(id);
    assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle("b").getLastModified()).isEqualTo(untouched);
  }

  @Test
  void uninstallsWhatIsGone() throws Exception {
    Path jar = shipped("50-apps", "a", "1");
    restart();

    Files.delete(jar);
    restart();

    assertThat(bundles("a")).isEmpty();
  }

  @Test
  void followsAJarToAnotherLevel() throws Exception {
    Path jar = shipped("50-apps", "a", "1");
    restart();

    Files.delete(jar);
    shipped("80-gateway", "a", "1");
    restart();

    assertThat(bundle("a").adapt(BundleStartLevel.class).getStartLevel()).isEqualTo(80);
  }

  @Test
  void keepsWhatAnOperatorInstalledStoppedAndUpdated() throws Exception {
    shipped("50-apps", "a", "1");
    restart();
    Path own = jar(folder.resolve("own.jar"), "own", "1");
    framework.getBundleContext().installBundle(own.toUri().toString()).start();
    bundle("a").stop();

    restart();

    assertThat(bundle("own").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle("a").getState()).isNotEqualTo(Bundle.ACTIVE);
  }

  @Test
  void aJarThatIsNoBundleEndsTheStartAndIsNamed() throws Exception {
    Files.createDirectories(home.bundles().resolve("50-apps"));
    Path broken = home.bundles().resolve("50-apps/broken.jar");
    Files.writeString(broken, "no jar");
    shipped("50-apps", "a", "1");
    stop();

    assertThatIllegalStateException()
        .isThrownBy(this::run)
        .withMessageStartingWith("what cannot be installed is broken, unpack the release again:")
        .withMessageContaining("\n  bundles/50-apps/broken.jar: ");

    Files.delete(broken);
    restart();
    assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void aBundleOfTheReleaseThatCannotBeStartedIsNamed() throws Exception {
    shipped("50-apps", "a", "1", "no.such.package");
    shipped("50-apps", "b", "1");
    Path own = jar(folder.resolve("own.jar"), "own", "1", "no.such.package");
    restart();
    Bundle foreign = framework.getBundleContext().installBundle(own.toUri().toString());
    assertThatThrownBy(foreign::start).hasMessageContaining("no.such.package");

    restart();

    assertThat(failures.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.passing()).isFalse();
              assertThat(reason.text())
                  .startsWith("bundles/50-apps/a.jar cannot be started: ")
                  .contains("no.such.package");
            });
  }

  @Test
  void onlyTheFoldersOfTheRoleAreTaken() throws Exception {
    shipped("50-apps", "common", "1");
    shipped("50-basket", "basket", "1");
    shipped("70-intake", "intake", "1");
    shipped("80-gateway", "gateway", "1");
    role = Role.GATEWAY;
    restart();
    assertThat(bundles("common")).hasSize(1);
    assertThat(bundles("gateway")).hasSize(1);
    assertThat(bundles("basket")).isEmpty();
    assertThat(bundles("intake")).isEmpty();

    role = Role.BASKET;
    restart();
    assertThat(bundles("gateway")).isEmpty();
    assertThat(bundle("basket").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle("intake").getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void afterAMoveKnowsItsBundlesAndKeepsWhatOperatorsInstalled() throws Exception {
    shipped("50-apps", "a", "1");
    Path own = jar(folder.resolve("own.jar"), "own", "1");
    restart();
    install(own);
    stop();

    Path moved = folder.resolve("moved");
    Files.move(home.root(), moved);
    home = new Home(moved, home.data());
    run();

    assertThat(bundle("own").getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundles("a")).hasSize(1);
    assertThat(bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
  }

  private void install(Path jar) throws BundleException {
    framework.getBundleContext().installBundle(jar.toUri().toString()).start();
  }
}
