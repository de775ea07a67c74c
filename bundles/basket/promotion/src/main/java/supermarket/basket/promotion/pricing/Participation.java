package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.promotion.allocation.LargestRemainder;
import supermarket.basket.promotion.allocation.Participant;

/** The pieces of each line that take part in a promotion, and what is taken off the lines. */
final class Participation {

  private final Basket basket;
  private final Candidate candidate;
  private final List<String> roles;
  private final long[][] paid;
  private final long[][] given;
  private final long[] bases;

  Participation(Basket basket, Candidate candidate, List<String> roles) {
    int lines = basket.lines().size();
    this.basket = basket;
    this.candidate = candidate;
    this.roles = roles;
    this.paid = new long[roles.size()][lines];
    this.given = new long[roles.size()][lines];
    this.bases = new long[lines];
  }

  Candidate candidate() {
    return candidate;
  }

  /**
   * Adds pieces.
   *
   * @param base what is left to pay of them
   */
  void add(Line line, int role, long pieces, long base, boolean isGiven) {
    (isGiven ? given : paid)[role][line.number()] += pieces;
    bases[line.number()] += base;
  }

  /** Returns the base of all. */
  long base() {
    long sum = 0;
    for (long base : bases) {
      sum += base;
    }
    return sum;
  }

  /** Returns whether pieces of a line take part. */
  boolean has(int line) {
    return bases[line] > 0;
  }

  /** Parts what is taken off over the lines, by their bases. */
  long[] parted(long off) {
    List<Participant> participants = new ArrayList<>();
    for (Line line : basket.lines()) {
      if (bases[line.number()] > 0) {
        participants.add(new Participant(line.product(), line.number(), bases[line.number()]));
      }
    }
    long[] parts = LargestRemainder.parts(off, participants);
    long[] byLine = new long[bases.length];
    for (int i = 0; i < parts.length; i++) {
      byLine[participants.get(i).line()] = parts[i];
    }
    return byLine;
  }

  /** Returns what is told of it. */
  AppliedPromotion applied(long times, long saving) {
    boolean isFree = saving == base();
    Map<Key, long[]> counts = new LinkedHashMap<>();
    for (Line line : basket.lines()) {
      for (int role = 0; role < paid.length; role++) {
        long itsPaid = paid[role][line.number()];
        long itsGiven = given[role][line.number()];
        if (itsPaid + itsGiven > 0) {
          long[] count =
              counts.computeIfAbsent(new Key(line.product(), roles.get(role)), none -> new long[2]);
          count[0] += isFree ? 0 : itsPaid;
          count[1] += isFree ? itsPaid + itsGiven : itsGiven;
        }
      }
    }
    List<AppliedPromotion.Pieces> pieces = new ArrayList<>(counts.size());
    counts.forEach(
        (key, count) ->
            pieces.add(new AppliedPromotion.Pieces(key.product(), key.role(), count[0], count[1])));
    return new AppliedPromotion(
        candidate.id(),
        candidate.promotion().promotion().name(),
        candidate.promotion().kind().name(),
        candidate.promotion().kind().version(),
        times,
        basket.money(saving),
        pieces);
  }

  private record Key(String product, String role) {}
}
