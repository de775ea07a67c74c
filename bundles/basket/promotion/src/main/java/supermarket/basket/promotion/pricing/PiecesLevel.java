package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.promotion.search.Best;
import supermarket.basket.promotion.search.Offer;
import supermarket.basket.promotion.search.Problem;
import supermarket.basket.promotion.search.Search;
import supermarket.basket.promotion.search.Steps;
import supermarket.basket.promotion.search.Take;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Slot;

/** The promotions of pieces: the best deal for a basket, and what it takes off the lines. */
final class PiecesLevel {

  /** What it takes to look whether a line's pieces may take a promotion's slots, about. */
  private static final long LOOK = 4;

  private final Basket basket;
  private final List<Candidate> candidates;
  private final Slots slots;
  private final List<Offer> offers = new ArrayList<>();
  private final List<Integer> candidateOf = new ArrayList<>();
  private final Best best;

  /**
   * Searches.
   *
   * @param candidates which hold
   * @param forced the one that has to be applied at least once; null for none
   */
  PiecesLevel(Basket basket, List<Candidate> candidates, @Nullable Candidate forced, Steps steps) {
    this.basket = basket;
    this.candidates =
        candidates.stream().filter(each -> each.promotion().deal() instanceof Deal.Pieces).toList();
    steps.takeWork((long) basket.lines().size() * this.candidates.size() * LOOK);
    this.slots = new Slots(basket, this.candidates);
    Offers maker = new Offers(slots);
    for (int i = 0; i < this.candidates.size(); i++) {
      Offer offer = maker.offer(this.candidates.get(i), i);
      if (offer != null) {
        boolean isForced = forced != null && this.candidates.get(i).rank() == forced.rank();
        add(isForced ? offer.atMost(offer.atMost() - 1) : offer, i);
        if (isForced) {
          add(offer.atMost(1).withBonus(bonus()), i);
        }
      }
    }
    this.best = Search.best(new Problem(slots.stocks(), offers), steps);
  }

  private long bonus() {
    long sum = 1;
    for (Line line : basket.lines()) {
      sum += line.plain();
    }
    return sum;
  }

  private void add(Offer offer, int candidate) {
    if (offer.atMost() > 0) {
      offers.add(offer);
      candidateOf.add(candidate);
    }
  }

  /** Returns how much more a better deal would save at most. */
  long gap() {
    return best.bound() - best.saving();
  }

  /** Books what is applied. */
  void book(Ledger ledger) {
    List<List<Take>> takes = new ArrayList<>();
    candidates.forEach(each -> takes.add(new ArrayList<>()));
    for (Take take : best.takes()) {
      takes.get(candidateOf.get(take.offer())).add(take);
    }
    Handing handing = new Handing();
    for (int i = 0; i < takes.size(); i++) {
      if (!takes.get(i).isEmpty()) {
        book(ledger, i, takes.get(i), handing);
      }
    }
  }

  private void book(Ledger ledger, int number, List<Take> takes, Handing handing) {
    Candidate candidate = candidates.get(number);
    List<Slot> itsSlots = Slots.slots(candidate.promotion());
    Participation part =
        new Participation(basket, candidate, itsSlots.stream().map(Slot::name).toList());
    takes.sort(
        Comparator.comparingInt(Take::role)
            .thenComparingInt(Take::position)
            .thenComparingInt(Take::stock));
    for (Take take : takes) {
      handing.hand(take, part, isGiven(candidate, take));
    }
    long times = 0;
    long saving = 0;
    for (int i = 0; i < offers.size(); i++) {
      if (candidateOf.get(i) == number) {
        times += best.times().get(i);
        saving += best.savings().get(i);
      }
    }
    for (Line line : basket.lines()) {
      if (part.has(line.number())) {
        ledger.giveUpRule(line.number());
      }
    }
    ledger.book(part, times, part.parted(saving));
  }

  private boolean isGiven(Candidate candidate, Take take) {
    if (((Deal.Pieces) candidate.promotion().deal()).pay() instanceof Pay.Each) {
      Offer offer = offers.get(take.offer());
      long price = slots.stocks().get(take.stock()).price();
      return offer.roles().get(take.role()).gainOf(take.position(), take.stock()) == price;
    }
    return false;
  }

  /** Hands the pieces of a stock out to its lines, one line after another. */
  private final class Handing {

    private final int[] line = new int[slots.stocks().size()];
    private final long[] used = new long[line.length];

    void hand(Take take, Participation part, boolean isGiven) {
      int stock = take.stock();
      long left = take.pieces();
      while (left > 0) {
        Line from = slots.lines(stock).get(line[stock]);
        long pieces = Math.min(left, from.quantity() - used[stock]);
        part.add(from, take.role(), pieces, pieces * from.price(), isGiven);
        left -= pieces;
        used[stock] += pieces;
        if (used[stock] == from.quantity()) {
          line[stock]++;
          used[stock] = 0;
        }
      }
    }
  }
}
