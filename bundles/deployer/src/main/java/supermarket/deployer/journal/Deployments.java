package supermarket.deployer.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.operation.Trouble;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Consent;
import supermarket.library.text.Printable;

/**
 * Runs deployments, each with an entry in the journal before it changes anything and one with its
 * outcome.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
public final class Deployments {

  private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

  /** They change nothing anyway, and say so by their name. */
  private static final Set<Action> TRIES = EnumSet.of(Action.CHECK, Action.REPLAY);

  private final Journal journal;
  private final BiFunction<Deployment, Order, Consent> consents;
  private final Runnable changed;
  private boolean offRecord;

  /**
   * On a journal.
   *
   * @param consents the consent of the chain for a deployment
   * @param changed told when a deployment is done: what others were refused for may be over
   */
  public Deployments(
      Journal journal, BiFunction<Deployment, Order, Consent> consents, Runnable changed) {
    this.journal = journal;
    this.consents = consents;
    this.changed = changed;
  }

  /**
   * What a deployment does; answers what is worth knowing, one sentence each. It asks for consent
   * when all is checked, before it changes anything for users.
   */
  public interface Work {
    List<String> run(Consent consent)
        throws Refused, BundleException, IOException, InterruptedException;
  }

  public static Deployment begun(
      Action action, String door, String bundle, String version, String sha256) {
    return new Deployment(
        Instant.now(), action, door, bundle, version, sha256, Outcome.INTERRUPTED, List.of());
  }

  public static Deployment begun(Action action, String door, Bundle bundle) {
    return begun(action, door, bundle.getSymbolicName(), bundle.getVersion().toString(), "");
  }

  public static Deployment begun(Action action, String door, Candidate candidate) {
    return begun(
        action, door, candidate.symbolicName(), candidate.version().toString(), candidate.sha256());
  }

  /** Runs it. Whatever becomes of it is told and on record; none of it is thrown. */
  public Deployment run(Deployment deployment, Order order, Work work) {
    return run(deployment, order, List.of(), work);
  }

  /**
   * Runs it.
   *
   * @param known the reasons why it was refused before: nobody has to read them again
   */
  public Deployment run(Deployment deployment, Order order, List<String> known, Work work) {
    boolean[] agreed = new boolean[1];
    Consent chain = consents.apply(deployment, order);
    Consent consent =
        (change, content) -> {
          chain.ask(change, content);
          agreed[0] = true;
        };
    try {
      journal.begin(deployment);
      List<String> notes = work.run(consent);
      return end(deployment.ended(order.dryRun() ? Outcome.POSSIBLE : Outcome.DONE, notes));
    } catch (Refused e) {
      return fail(deployment, order, e, known, agreed[0]);
    } catch (BundleException | IOException | RuntimeException e) {
      Refused refused = new Refused(Printable.of(e.toString(), 500));
      return fail(deployment, order, refused, known, agreed[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(deployment, order, new Refused("it was interrupted"), known, agreed[0]);
    }
  }

  /** What all have agreed on is no refusal any more: it is this node that does not have it yet. */
  private Deployment fail(
      Deployment deployment, Order order, Refused why, List<String> known, boolean agreed) {
    if (agreed && !deployment.door().equals(Deployment.CHAIN)) {
      List<String> notes = new ArrayList<>();
      notes.add("all nodes agreed on it, but this one could not do it yet, and tries again");
      notes.addAll(why.reasons());
      return end(deployment.ended(Outcome.DONE, notes));
    }
    return why.isOvertaken()
        ? end(deployment.ended(Outcome.OVERTAKEN, why.reasons()))
        : refuse(deployment, order, why.reasons(), known);
  }

  private Deployment refuse(
      Deployment deployment, Order order, List<String> reasons, List<String> known) {
    if (!reasons.isEmpty() && Refused.sameReasons(known, reasons) && journal.takeBack()) {
      return deployment.ended(Outcome.REFUSED, reasons);
    }
    return refuse(deployment, order, reasons);
  }

  /** A dry run that is refused is no deployment that was, and is told from one. */
  public Deployment refuse(Deployment deployment, Order order, List<String> reasons) {
    boolean asked = order.dryRun() && !TRIES.contains(deployment.action());
    return end(deployment.ended(asked ? Outcome.IMPOSSIBLE : Outcome.REFUSED, reasons));
  }

  /** Puts on record that a command was refused before it was known which version it is about. */
  public Deployment refuse(Action action, String what, Order order, List<String> reasons) {
    String shown = Printable.of(what, 200);
    return refuse(begun(action, order.door(), shown, "", ""), order, reasons);
  }

  /** Puts what has ended on record. */
  public Deployment end(Deployment deployment) {
    try {
      journal.end(deployment);
      offRecord = false;
    } catch (IOException e) {
      if (!offRecord) {
        LOG.error("deployments are not on record: {}", e.getMessage());
      }
      offRecord = true;
    }
    LOG.info(
        "deployment: {} {} {}: {} {}",
        deployment.action(),
        deployment.bundle(),
        deployment.version(),
        deployment.outcome(),
        deployment.details());
    if (deployment.outcome() == Outcome.DONE) {
      changed.run();
    }
    return deployment;
  }

  /** What is wrong with the journal. */
  public List<Trouble> troubles() {
    return journal.problem().stream()
        .map(why -> new Trouble("deployments", Trouble.Gravity.NOT_READY, why))
        .toList();
  }

  public List<Deployment> ended() {
    return journal.ended();
  }
}
