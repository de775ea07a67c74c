package supermarket.deployer.chain;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;

/**
 * How the chain stands.
 *
 * @param newest the number of the newest revision; 0 if there is none
 * @param decided the newest revision that was put in force; of a shelf that begins now, number 0
 * @param proposal the newest revision, if it is a proposal that is not decided yet
 * @param inForce what is deployed
 */
record Standing(long newest, RevisionId decided, @Nullable Revision proposal, Deployed inForce) {

  private static final int CHAIN_DIGITS = 8;

  /** Reads it from the shelf. */
  static Standing on(Shelf shelf) throws IOException {
    long newest = shelf.newest();
    if (newest == 0) {
      return new Standing(0, new RevisionId(newChain(), 0), null, Deployed.NOTHING);
    }
    Revision last = revision(shelf, newest);
    boolean isProposal = last.phase() == Phase.PROPOSED;
    return new Standing(
        newest,
        new RevisionId(last.chain(), inForce(shelf, last)),
        isProposal ? last : null,
        isProposal ? before(shelf, last) : last.deployed());
  }

  /** The number of the newest that was put in force, up to one; what is pruned counts as that. */
  private static long inForce(Shelf shelf, Revision last) throws IOException {
    long number = last.number();
    Optional<Revision> revision = Optional.of(last);
    while (revision.isPresent() && revision.get().phase() != Phase.IN_FORCE) {
      number--;
      revision = number == 0 ? Optional.empty() : shelf.revision(number);
    }
    return number;
  }

  /** Returns what tells a shelf that begins now from all others. */
  static String newChain() {
    return UUID.randomUUID().toString().substring(0, CHAIN_DIGITS);
  }

  /** What tells the revisions of this shelf from those of another. */
  String chain() {
    return decided.chain();
  }

  /** One that has to be there: what cannot be seen is not taken for nothing. */
  private static Revision revision(Shelf shelf, long number) throws IOException {
    return shelf
        .revision(number)
        .orElseThrow(() -> new IOException("revision " + number + " is not on the shelf any more"));
  }

  /** What was in force before a proposal: no two of them follow one another. */
  static Deployed before(Shelf shelf, Revision proposal) throws IOException {
    return proposal.number() == 1
        ? Deployed.NOTHING
        : revision(shelf, proposal.number() - 1).deployed();
  }

  /** Returns the bundles that differ between two states. */
  static Set<String> differing(Deployed one, Deployed other) {
    Set<String> names = new TreeSet<>(one.bundles().keySet());
    names.addAll(other.bundles().keySet());
    names.removeIf(name -> Objects.equals(one.bundles().get(name), other.bundles().get(name)));
    return names;
  }
}
