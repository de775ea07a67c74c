package supermarket.deployer.check;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Stage;
import supermarket.deployer.bundle.BundleContent;
import supermarket.deployer.bundle.Refused;
import supermarket.library.purity.Finding;
import supermarket.library.purity.Purity;

/**
 * Admits bundles whose classes are arithmetic, whichever way they came. It reads the content that
 * the framework has, before anything of it runs.
 *
 * <p>Thread-safe; holds no lock.
 */
public final class Gatekeeper {

  private final Stage stage;
  private final Guard guard;

  public Gatekeeper(Stage stage, Guard guard) {
    this.stage = stage;
    this.guard = guard;
  }

  public boolean isAdmitted(Bundle bundle) {
    return stage.admission(bundle.getBundleId(), bundle.getLastModified()) != Admission.NONE;
  }

  /**
   * Admits a bundle, unless it is.
   *
   * @param trusted whether an operator takes it whatever is in it
   * @return what is worth knowing
   * @throws Refused with all that is more than arithmetic
   */
  public List<String> admit(Bundle bundle, boolean trusted) throws Refused {
    return isAdmitted(bundle) ? List.of() : judge(bundle, trusted);
  }

  /** The same, whatever was admitted before. */
  public List<String> judge(Bundle bundle, boolean trusted) throws Refused {
    long lastModified = bundle.getLastModified();
    List<Finding> findings = Purity.check(new BundleContent(bundle));
    if (findings.isEmpty()) {
      put(bundle, lastModified, Admission.CHECKED);
      return List.of();
    }
    if (!trusted) {
      put(bundle, lastModified, Admission.NONE);
      throw new Refused(Finding.tell(findings));
    }
    put(bundle, lastModified, Admission.TRUSTED);
    List<String> notes = new ArrayList<>();
    notes.add("it is trusted, although it is more than arithmetic");
    notes.addAll(Finding.tell(findings));
    return notes;
  }

  /** Behind the guard, because strategies that wait are made by it. */
  private void put(Bundle bundle, long lastModified, Admission admission) throws Refused {
    guard.call(
        "admitting it",
        () -> {
          stage.admit(bundle.getBundleId(), lastModified, admission);
          return true;
        });
  }
}
