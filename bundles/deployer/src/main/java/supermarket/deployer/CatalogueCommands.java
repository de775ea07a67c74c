package supermarket.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Consent;
import supermarket.deployer.journal.Deployments;
import supermarket.deployer.version.Lifecycle;
import supermarket.library.shelf.Jars;
import supermarket.library.text.Printable;

/**
 * The deployments that change products: by command, by the author of the catalogue's file, and by
 * the chain.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class CatalogueCommands {

  /** What stands for the catalogue where other deployments have a bundle. */
  static final String CATALOGUE = "catalogue";

  private final CatalogueStage stage;
  private final Catalogue catalogue;
  private final Lifecycle lifecycle;
  private final Deployments deployments;
  private final Shelf shelf;
  private final Path copy;

  /** What the chain agreed on last, and this node has. */
  private volatile CatalogueState state = CatalogueState.NONE;

  /**
   * On the parts of the deployer.
   *
   * @param copy where a whole catalogue is written or fetched to
   */
  CatalogueCommands(
      CatalogueStage stage,
      Catalogue catalogue,
      Lifecycle lifecycle,
      Deployments deployments,
      Shelf shelf,
      Path copy) {
    this.stage = stage;
    this.catalogue = catalogue;
    this.lifecycle = lifecycle;
    this.deployments = deployments;
    this.shelf = shelf;
    this.copy = copy;
  }

  /** Returns what the product manager says of changes. */
  CatalogueStage stage() {
    return stage;
  }

  /** Returns the catalogue that this node has, in the words of the shelf. */
  CatalogueState state() {
    return state;
  }

  /** Any thread may ask. */
  ProductPast past(String code) {
    return new ProductPast(shelf, stage::product, code);
  }

  /** Changes a product as an operator says. */
  Deployment product(String code, Order order, Supplier<CatalogueChange> wanted) {
    return deployments.run(
        Deployments.begun(Action.PRODUCT, order.door(), Printable.of(code, 64), "", ""),
        order,
        consent -> change(wanted(wanted), true, order, consent));
  }

  /** Changes stores, price lists or promotions, as an operator says. */
  Deployment beside(String what, Order order, Supplier<CatalogueChange> wanted) {
    return change(what, order, consent -> change(wanted(wanted), true, order, consent));
  }

  private Deployment change(String what, Order order, Deployments.Work work) {
    return deployments.run(
        Deployments.begun(Action.CATALOGUE, order.door(), Printable.of(what, 80), "", ""),
        order,
        work);
  }

  /** Changes what a file says, as an operator wants it. */
  Deployment read(Path file, Order order, Supplier<CatalogueChange> wanted) {
    return change(
        String.valueOf(file.getFileName()),
        order,
        consent -> {
          CatalogueChange change = wanted(wanted);
          return change.size() == 0
              ? List.of("nothing in it differs from what is in force")
              : change(change, true, order, consent);
        });
  }

  /** Goes back to the catalogue that a revision had. */
  Deployment rollBack(long revision, Order order) {
    return change(
        "revision " + revision,
        order,
        consent -> {
          CatalogueChange change = until(catalogueOf(revision));
          return !change.isAny() && change.currency().equals(state.since().currency())
              ? List.of("what was in force then is in force now")
              : change(change, true, order, consent);
        });
  }

  private CatalogueState catalogueOf(long revision) throws Refused, IOException {
    Optional<Revision> there = revision < 1 ? Optional.empty() : shelf.revision(revision);
    if (there.filter(each -> each.phase() == Phase.IN_FORCE).isEmpty()) {
      throw new Refused(
          "revision %d is not one that is on the shelf and was put in force: see cluster:deployments"
              .formatted(revision));
    }
    CatalogueState catalogue = there.get().deployed().catalogue();
    if (catalogue.isNone()) {
      throw new Refused("the chain had no catalogue with revision " + revision);
    }
    return catalogue;
  }

  private static CatalogueChange wanted(Supplier<CatalogueChange> change) throws Refused {
    try {
      return change.get();
    } catch (IllegalArgumentException e) {
      throw new Refused(String.valueOf(e.getMessage()).lines().toList());
    }
  }

  /**
   * Changes what the author of the catalogue's file has changed.
   *
   * @param known the reasons why that was refused before
   */
  Deployment edit(CatalogueChange change, List<String> known) {
    Order order = Order.by(Deployment.FILE);
    return deployments.run(
        Deployments.begun(Action.CATALOGUE, order.door(), CATALOGUE, "", ""),
        order,
        known,
        consent -> change(change, false, order, consent));
  }

  private List<String> change(
      CatalogueChange change, boolean isStrict, Order order, Consent consent)
      throws Refused, IOException, InterruptedException {
    refuse(stage.rehearse(change, isStrict));
    List<String> notes = ChangeNotes.of(change, catalogue);
    if (order.dryRun()) {
      return notes;
    }
    boolean whole = state.isNone() || RevisionBound.isBeyond(state.since().then(change));
    try {
      CatalogueState next = whole ? keptAnew(change) : state.with(change);
      consent.ask(next, whole ? copy : null);
      make(change, next);
    } finally {
      Candidate.delete(copy);
    }
    return notes;
  }

  private static void refuse(List<String> reasons) throws Refused {
    if (!reasons.isEmpty()) {
      throw new Refused(reasons);
    }
  }

  private CatalogueState keptAnew(CatalogueChange change) throws IOException {
    stage.write(copy, change);
    try (InputStream content = Files.newInputStream(copy)) {
      return new CatalogueState(Jars.sha256(content), CatalogueChange.none(change.currency()));
    }
  }

  private void make(CatalogueChange change, CatalogueState next) {
    stage.make(change, lifecycle.revision());
    state = next;
  }

  /**
   * Does what the chain proposes or has agreed on. A product that would lose its price here only
   * speaks against it even if all have agreed: then this node is not ready.
   *
   * @return why it is not done; empty if it is
   */
  List<String> bring(CatalogueState target) {
    if (target.equals(state)) {
      return List.of();
    }
    Deployment done =
        deployments.run(
            Deployments.begun(Action.CATALOGUE, Deployment.CHAIN, CATALOGUE, "", target.base()),
            Order.by(Deployment.CHAIN),
            consent -> {
              CatalogueChange change = until(target);
              refuse(stage.rehearse(change, false));
              consent.ask(target, null);
              List<String> notes = ChangeNotes.of(change, catalogue);
              make(change, target);
              return notes;
            });
    return done.outcome() == Outcome.DONE ? List.of() : done.details();
  }

  private CatalogueChange until(CatalogueState target) throws IOException {
    Optional<CatalogueChange> known = state.until(target);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      shelf.fetch(target.base(), copy);
      return stage.until(copy, target.since());
    } finally {
      Candidate.delete(copy);
    }
  }
}
