package supermarket.deployer.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static supermarket.deployer.version.VersionState.DARK;
import static supermarket.deployer.version.VersionState.GONE;
import static supermarket.deployer.version.VersionState.KEPT;
import static supermarket.deployer.version.VersionState.LEAVING;
import static supermarket.deployer.version.VersionState.LIVE;
import static supermarket.deployer.version.VersionState.ON_TRIAL;
import static supermarket.deployer.version.VersionState.STANDING_BY;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Priced;
import supermarket.deployer.check.StrategyServices;
import supermarket.deployer.trial.Shadow;
import supermarket.deployer.trial.Trial;

/** Versions in a framework that move through their lives. */
class LifecycleTest {

  private static final Path PICTURE = Path.of("../../docs/hot-deployment.md");
  private static final Pattern ARROW = Pattern.compile("(?m)^ +([A-Z_]+) --> ([A-Z_]+) :");

  @TempDir Path folder;
  private Framework framework;
  private FakeStage stage;
  private Lifecycle lifecycle;
  private Bundle one;
  private Bundle two;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(Map.of("org.osgi.framework.storage", folder.toString()));
    framework.start();
    stage = new FakeStage(framework.getBundleContext());
    lifecycle = new Lifecycle(stage, new Gatekeeper(stage, new Guard(Duration.ofSeconds(5))));
    one = install("1.0.0");
    two = install("2.0.0");
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  private Bundle install(String version) throws IOException, BundleException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.putValue("Manifest-Version", "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "a.bundle");
    headers.putValue("Bundle-Version", version);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, manifest).close();
    return framework
        .getBundleContext()
        .installBundle(version, new ByteArrayInputStream(jar.toByteArray()));
  }

  /** The version is started while it is dark, and goes live. */
  private void live(Bundle version) throws BundleException {
    lifecycle.darken(version);
    version.start();
    lifecycle.goLive(version);
  }

  private Trial shadow(Bundle version) {
    StrategyServices none =
        new StrategyServices(
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            framework.getBundleContext(),
            new Guard(Duration.ofSeconds(5)));
    return Trial.inShadow(
        version,
        new Shadow(
            version,
            none,
            new Priced(() -> null, () -> null, () -> null),
            stage,
            new Guard(Duration.ofSeconds(5))));
  }

  @Test
  void theTypeSaysWhatThePictureShows() throws IOException {
    Map<VersionState, Set<VersionState>> shown = new EnumMap<>(VersionState.class);
    Arrays.stream(VersionState.values())
        .forEach(state -> shown.put(state, EnumSet.noneOf(VersionState.class)));
    for (MatchResult arrow : ARROW.matcher(Files.readString(PICTURE)).results().toList()) {
      shown.get(VersionState.valueOf(arrow.group(1))).add(VersionState.valueOf(arrow.group(2)));
    }
    Map<VersionState, Set<VersionState>> typed = new EnumMap<>(VersionState.class);
    Arrays.stream(VersionState.values()).forEach(state -> typed.put(state, state.next()));
    assertThat(shown).isEqualTo(typed);
  }

  @Test
  void aVersionIsDarkThenLiveThenKeptThenGone() throws Exception {
    assertThat(lifecycle.state(one)).isEqualTo(KEPT);
    lifecycle.darken(one);
    one.start();
    assertThat(lifecycle.state(one)).isEqualTo(DARK);
    assertThat(stage.limits).isEqualTo(Map.of(one.getBundleId(), Audience.NOBODY));
    lifecycle.goLive(one);
    assertThat(lifecycle.state(one)).isEqualTo(LIVE);
    assertThat(stage.limits).isEmpty();
    live(two);
    assertThat(lifecycle.state(one)).isEqualTo(STANDING_BY);
    lifecycle.takeOut(List.of(one));
    assertThat(lifecycle.state(one)).isEqualTo(LEAVING);
    one.stop();
    lifecycle.keep(one);
    assertThat(lifecycle.state(one)).isEqualTo(KEPT);
    one.uninstall();
    assertThat(lifecycle.state(one)).isEqualTo(GONE);
  }

  @Test
  void oneEditionReplacesAVersionByItsSuccessor() throws Exception {
    live(one);
    lifecycle.darken(two);
    two.start();
    int before = stage.editions;
    RevisionId agreed = new RevisionId("chain", 8);
    lifecycle.agreed(agreed);
    assertThat(stage.revision).as("before anything of it is done").isEqualTo(RevisionId.NONE);
    lifecycle.replace(one, two);
    assertThat(stage.editions).isEqualTo(before + 1);
    assertThat(stage.revision).as("with the change itself").isEqualTo(agreed);
    assertThat(stage.limits).isEqualTo(Map.of(one.getBundleId(), Audience.NOBODY));
    assertThat(lifecycle.state(one)).isEqualTo(LEAVING);
    assertThat(lifecycle.state(two)).isEqualTo(LIVE);
    // The successor does not start after all.
    lifecycle.replace(two, one);
    assertThat(lifecycle.state(one)).isEqualTo(LIVE);
    assertThat(lifecycle.state(two)).isEqualTo(LEAVING);
  }

  @Test
  void whoeverIsStoppedMeanwhileIsReplacedAllTheSame() throws Exception {
    live(one);
    lifecycle.darken(two);
    two.start();
    one.stop();
    lifecycle.replace(one, two);
    assertThat(lifecycle.state(one)).isEqualTo(KEPT);
    assertThat(lifecycle.state(two)).isEqualTo(LIVE);
  }

  @Test
  void aMoveThatThePictureDoesNotHaveIsRefusedAndChangesNothing() throws Exception {
    live(one);
    int before = stage.editions;
    assertThatThrownBy(() -> lifecycle.darken(one))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is LIVE and cannot be DARK");
    assertThatThrownBy(() -> lifecycle.tryOut(shadow(one))).hasMessageContaining("ON_TRIAL");
    two.uninstall();
    assertThatThrownBy(() -> lifecycle.goLive(two)).hasMessageContaining("is GONE");
    assertThatThrownBy(() -> lifecycle.replace(one, two)).hasMessageContaining("is GONE");
    assertThat(lifecycle.state(one)).isEqualTo(LIVE);
    assertThat(stage.editions).isEqualTo(before);
  }

  @Test
  void whoeverStartsOrUninstallsAVersionThatLeavesDoesNotFailItsSuccessor() throws Exception {
    live(one);
    lifecycle.darken(two);
    two.start();
    lifecycle.replace(one, two);
    lifecycle.keep(one); // it runs
    assertThat(lifecycle.state(one)).isEqualTo(LEAVING);
    one.uninstall();
    lifecycle.keep(one);
    assertThat(lifecycle.state(one)).isEqualTo(GONE);
    assertThat(lifecycle.state(two)).isEqualTo(LIVE);
  }

  @Test
  void aTrialHasItsAudienceUntilItEnds() throws Exception {
    live(one);
    lifecycle.darken(two);
    two.start();
    Trial trial = shadow(two);
    lifecycle.tryOut(trial);
    assertThat(lifecycle.state(two)).isEqualTo(ON_TRIAL);
    assertThat(stage.limits).isEqualTo(Map.of(two.getBundleId(), Audience.NOBODY));
    lifecycle.tryOut(trial.withAudience(new Audience(20)));
    assertThat(stage.limits).isEqualTo(Map.of(two.getBundleId(), new Audience(20)));
    lifecycle.replace(one, two);
    assertThat(lifecycle.state(two)).isEqualTo(LIVE);
    assertThat(lifecycle.trials()).isEmpty();
    assertThat(stage.limits).isEqualTo(Map.of(one.getBundleId(), Audience.NOBODY));
  }

  @Test
  void theTrialOfAVersionThatSomebodyUninstalledIsOver() throws Exception {
    lifecycle.darken(two);
    two.start();
    lifecycle.tryOut(shadow(two));
    two.uninstall();
    lifecycle.endTrialsOfGone();
    assertThat(lifecycle.trial("a.bundle")).isEmpty();
    lifecycle.begin();
    assertThat(stage.limits).isEmpty();
  }

  @Test
  void whatIsNotAdmittedIsDark() throws Exception {
    one.start();
    stage.admitted = false;
    assertThat(lifecycle.state(one)).isEqualTo(DARK);
    assertThat(new TreeSet<>(stage.live())).isEmpty();
  }
}
