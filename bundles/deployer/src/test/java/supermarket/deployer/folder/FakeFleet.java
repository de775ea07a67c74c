package supermarket.deployer.folder;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.journal.Deployments;

/**
 * Versions in memory, by the deployer's rules: a higher version takes the place of the live one,
 * which is kept; the one before that goes. A jar is a text file: bundle, version, build.
 */
final class FakeFleet implements Fleet {

  boolean diskFull;
  boolean swapFails;
  final Set<String> unreadable = new HashSet<>();
  final Set<String> onTrial = new HashSet<>();
  Runnable changed = () -> {};
  private final List<Installation> installations = new ArrayList<>();
  private int recorded;
  private long ids;

  private static final class Installation {
    final Bundle bundle;
    boolean active = true;

    Installation(long id, Candidate candidate) {
      String location =
          "strategy:%s:%s:%s-%d:%s"
              .formatted(
                  candidate.symbolicName(),
                  candidate.version(),
                  candidate.sha256(),
                  id,
                  candidate.file());
      bundle =
          (Bundle)
              Proxy.newProxyInstance(
                  Bundle.class.getClassLoader(),
                  new Class<?>[] {Bundle.class},
                  (proxy, method, arguments) ->
                      switch (method.getName()) {
                        case "getLocation", "toString" -> location;
                        case "getSymbolicName" -> candidate.symbolicName();
                        case "getVersion" -> candidate.version();
                        case "getState" -> active ? Bundle.ACTIVE : Bundle.RESOLVED;
                        case "getBundleId" -> id;
                        case "equals" ->
                            arguments[0] instanceof Bundle other && other.getBundleId() == id;
                        case "hashCode" -> (int) id;
                        default -> throw new UnsupportedOperationException(method.getName());
                      });
    }
  }

  /** How many entries are on record. */
  int recorded() {
    return recorded;
  }

  @Override
  public List<Bundle> ours() {
    return installations.stream().map(each -> each.bundle).toList();
  }

  @Override
  public @Nullable Bundle live(String symbolicName) {
    return named(symbolicName, true).orElse(null);
  }

  @Override
  public Optional<Bundle> kept(Bundle live) {
    return named(live.getSymbolicName(), false);
  }

  private Optional<Bundle> named(String symbolicName, boolean active) {
    return installations.stream()
        .filter(each -> each.active == active)
        .map(each -> each.bundle)
        .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
        .max(Comparator.comparing(Bundle::getVersion));
  }

  @Override
  public Candidate read(Path jar) throws Refused {
    String file = jar.getFileName().toString();
    if (unreadable.contains(file)) {
      throw Refused.forNow(file + " may not be read");
    }
    String content;
    try {
      content = Files.readString(jar);
    } catch (IOException e) {
      throw Refused.forNow(e.toString());
    }
    String[] parts = content.split(" ", -1);
    if (parts.length != 3) {
      throw new Refused("it is no jar");
    }
    return new Candidate(
        jar.resolveSibling("no-copy"),
        "sha" + content.replace(' ', '-') + "=",
        parts[0],
        new Version(parts[1] + ".0.0"),
        "",
        false);
  }

  @Override
  public boolean isDeployed(String sha256) {
    return false;
  }

  @Override
  public void catchUp() {
    // It is alone.
  }

  @Override
  public Deployment bring(Candidate candidate, List<String> known) {
    Bundle live = live(candidate.symbolicName());
    Deployment begun = Deployments.begun(Action.INSTALL, candidate.door(), candidate);
    String reason = null;
    if (onTrial.contains(candidate.symbolicName())) {
      reason = "a version is on trial";
    } else if (live != null && live.getVersion().compareTo(candidate.version()) >= 0) {
      reason = "version " + live.getVersion() + " is live";
    } else if (installations.stream()
        .anyMatch(
            each ->
                each.bundle.getSymbolicName().equals(candidate.symbolicName())
                    && each.bundle.getVersion().equals(candidate.version()))) {
      reason = "this version is installed, but not live";
    } else if (diskFull) {
      reason = "the disk is full, attempt " + ids++;
    }
    if (reason != null) {
      recorded += Refused.sameReasons(known, List.of(reason)) ? 0 : 1;
      return begun.ended(Outcome.REFUSED, List.of(reason));
    }
    if (live != null) {
      installations.removeIf(each -> isNamed(each, candidate) && !each.active);
      installations.forEach(each -> each.active &= !isNamed(each, candidate));
    }
    installations.add(new Installation(ids++, candidate));
    return done(begun);
  }

  private static boolean isNamed(Installation each, Candidate candidate) {
    return each.bundle.getSymbolicName().equals(candidate.symbolicName());
  }

  private Deployment done(Deployment begun) {
    recorded++;
    changed.run();
    return begun.ended(Outcome.DONE, List.of());
  }

  private Deployment refused(Deployment begun, String reason) {
    recorded++;
    return begun.ended(Outcome.REFUSED, List.of(reason));
  }

  @Override
  public Deployment swap(String door, Bundle from, Bundle to) {
    Deployment begun = Deployments.begun(Action.ROLLBACK, door, to);
    if (swapFails || diskFull) {
      return refused(begun, "it cannot take over");
    }
    installations.forEach(
        each -> each.active = each.bundle.equals(to) || (each.active && !each.bundle.equals(from)));
    return done(begun);
  }

  @Override
  public Deployment uninstall(String door, List<Bundle> bundles, String why) {
    Deployment begun = Deployments.begun(Action.UNINSTALL, door, bundles.getFirst());
    if (diskFull) {
      return refused(begun, "the record cannot be written");
    }
    installations.removeIf(each -> bundles.contains(each.bundle));
    return done(begun);
  }

  @Override
  public Deployment refuse(String file, List<String> reasons) {
    return refused(
        Deployments.begun(Action.INSTALL, file, file, "", ""), String.join("; ", reasons));
  }
}
