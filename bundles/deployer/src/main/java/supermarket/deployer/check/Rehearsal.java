package supermarket.deployer.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.library.promotion.examples.PromotionExamples;
import supermarket.library.text.Printable;

/**
 * Starts a bundle that is dark and judges it. What it starts keeps running, transiently: a restart
 * does not bring it back.
 *
 * <p>Thread safety: none; for one deployment.
 */
public final class Rehearsal {

  private static final List<String> ALLOWED =
      List.of("supermarket.pricing.api", "org.joda.money", "org.slf4j", "java");
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)");

  private final BundleContext context;
  private final Installed installed;
  private final Stage stage;
  private final Guard guard;
  private final Tryout tryout;
  private final Map<String, ServiceReference<?>> references = new HashMap<>();
  private boolean isOfKinds;

  public Rehearsal(
      BundleContext context, Installed installed, Stage stage, Guard guard, Tryout tryout) {
    this.context = context;
    this.installed = installed;
    this.stage = stage;
    this.guard = guard;
    this.tryout = tryout;
  }

  /**
   * Judges a bundle.
   *
   * @param bundle installed and dark
   * @param before the one whose place it is to take, or null
   * @return what is worth knowing
   */
  public List<String> judge(Bundle bundle, @Nullable Bundle before) throws Refused {
    refuse(wiring(bundle, before));
    guard.call(
        "its start",
        () -> {
          bundle.start(Bundle.START_TRANSIENT);
          return true;
        });
    List<String> reasons = registered(bundle, before);
    refuse(reasons);
    reasons.addAll(stage.rehearse(bundle.getBundleId()));
    refuse(reasons);
    Examples examples = Examples.of(bundle);
    KindExamples ofKinds = KindExamples.of(bundle);
    int count = examples.count() + ofKinds.count();
    try (StrategyServices strategies = strategies()) {
      reasons.addAll(guard.call("an example", () -> examples.failures(strategies.byName())));
      PromotionEngine engine = tryout.priced().engine().get();
      if (engine != null) {
        reasons.addAll(
            guard.call("an example", () -> ofKinds.failures(strategies.kinds(), engine)));
      }
      tryOut(bundle, strategies);
    }
    reasons.addAll(tryout.reasons());
    refuse(reasons);
    List<String> notes = new ArrayList<>(tryout.notes());
    notes.add(
        count == 0
            ? "it ships no examples (" + exampleFile() + ")"
            : count + " of its examples came out as written");
    return notes;
  }

  private String exampleFile() {
    return isOfKinds ? PromotionExamples.FILE : Examples.FILE;
  }

  private void tryOut(Bundle bundle, StrategyServices strategies) {
    String version = bundle.getVersion().toString();
    isOfKinds = strategies.byName().isEmpty();
    if (!isOfKinds) {
      tryout.run(strategies, version);
    }
    if (!strategies.kinds().isEmpty()) {
      tryout.run(stage, bundle.getBundleId(), version);
    }
  }

  /** Returns who knows the promotions. */
  public Stage stage() {
    return stage;
  }

  private static void refuse(List<String> reasons) throws Refused {
    if (!reasons.isEmpty()) {
      throw new Refused(reasons);
    }
  }

  private List<String> wiring(Bundle bundle, @Nullable Bundle before) {
    List<String> reasons = new ArrayList<>();
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    for (BundleRequirement each : revision.getDeclaredRequirements(null)) {
      String namespace = each.getNamespace();
      if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
        Matcher name = PACKAGE.matcher(each.getDirectives().getOrDefault("filter", ""));
        String imported = name.find() ? name.group(1) : "any package";
        if (ALLOWED.stream().noneMatch(p -> imported.equals(p) || imported.startsWith(p + "."))) {
          reasons.add(
              "it imports "
                  + Printable.of(imported, 100)
                  + "; a strategy may import the pricing API, Joda-Money and SLF4J");
        }
      } else if (namespace.equals("osgi.wiring.bundle")
          || namespace.equals(HostNamespace.HOST_NAMESPACE)) {
        reasons.add("it requires another bundle by name");
      }
    }
    revision
        .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
        .forEach(
            each ->
                reasons.add(
                    "it exports "
                        + Printable.of(
                            String.valueOf(
                                each.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)),
                            100)
                        + "; a strategy exports nothing, so that nothing depends on it"));
    if (before != null) {
      List<String> dragged = installed.draggedAlong(before);
      if (!dragged.isEmpty()) {
        reasons.add(
            "letting go of version "
                + before.getVersion()
                + " would refresh other bundles: "
                + String.join(", ", dragged));
      }
    }
    return reasons;
  }

  /** Collects what it registered. */
  private List<String> registered(Bundle bundle, @Nullable Bundle before) {
    List<String> reasons = new ArrayList<>();
    List<ServiceReference<?>> services = Installed.strategies(bundle);
    if (services.isEmpty()) {
      reasons.add(
          "none of its components came up as a PricingStrategy or a PromotionKind: see scr:list and"
              + " the log");
    }
    for (ServiceReference<?> each : services) {
      String name = Installed.name(each);
      String shown = Printable.of(name, 100);
      if (name.isEmpty()) {
        reasons.add(
            "a strategy of it has no name: annotate it with @Strategy(\"some-name\"), or"
                + " @Promotion(\"some-name\")");
      } else if (references.put(name, each) != null) {
        reasons.add("two strategies of it are named " + shown);
      }
      Optional<Bundle> other = installed.otherWith(name, bundle.getSymbolicName());
      other.ifPresent(
          it -> reasons.add("the name " + shown + " is taken by bundle " + it.getSymbolicName()));
    }
    if (before != null) {
      compare(before, reasons);
    }
    return reasons;
  }

  private void compare(Bundle before, List<String> reasons) {
    for (ServiceReference<?> each : Installed.strategies(before)) {
      String name = Installed.name(each);
      ServiceReference<?> successor = references.get(name);
      if (successor == null) {
        reasons.add(
            "it has no strategy " + Printable.of(name, 100) + ", which the version before has");
      } else if (rank(successor) != rank(each)) {
        reasons.add(
            "the service.ranking of "
                + Printable.of(name, 100)
                + " is "
                + rank(successor)
                + ", but that of the version before is "
                + rank(each));
      }
    }
  }

  private static int rank(ServiceReference<?> reference) {
    return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
  }

  /** The strategies of the bundle that was judged, for whoever closes them. */
  public StrategyServices strategies() throws Refused {
    return StrategyServices.make(context, guard, references);
  }
}
