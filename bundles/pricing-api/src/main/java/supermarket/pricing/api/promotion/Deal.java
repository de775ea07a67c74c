package supermarket.pricing.api.promotion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import supermarket.pricing.api.Share;

/** What a promotion is, as data. */
public sealed interface Deal {

  /** So many pieces one application of a promotion takes at most. */
  int MOST_PIECES = 100;

  /** So many slots a promotion has at most. */
  int MOST_SLOTS = 8;

  /** So many tiers a promotion has at most. */
  int MOST_TIERS = 100;

  /**
   * Of some pieces that are bought together. A piece is part of one application at most. It is
   * applied as often as is best for the customer.
   *
   * @param slots from 1 to {@value #MOST_SLOTS}, all of which an application fills
   * @param pay what they cost then
   */
  record Pieces(List<Slot> slots, Pay pay) implements Deal {
    /**
     * Takes an unmodifiable copy of the slots.
     *
     * @throws IllegalArgumentException if there are none or too many, two of them have one name,
     *     they take more than {@value #MOST_PIECES} pieces together, or the shares are not those of
     *     the slots
     */
    public Pieces {
      slots = List.copyOf(slots);
      require(slots);
      if (pay instanceof Pay.Each(List<List<Share>> shares)) {
        require(slots, shares);
      }
    }

    private static void require(List<Slot> slots) {
      if (slots.isEmpty() || slots.size() > MOST_SLOTS) {
        throw new IllegalArgumentException(
            "a promotion has 1 to " + MOST_SLOTS + " slots, not " + slots.size());
      }
      long pieces = 0;
      Set<String> names = new HashSet<>();
      for (Slot slot : slots) {
        pieces += slot.count();
        if (!names.add(slot.name())) {
          throw new IllegalArgumentException("two slots have the name '" + slot.name() + "'");
        }
      }
      if (pieces > MOST_PIECES) {
        throw new IllegalArgumentException(
            pieces + " pieces, but one application takes at most " + MOST_PIECES);
      }
    }

    private static void require(List<Slot> slots, List<List<Share>> shares) {
      if (slots.size() != shares.size()) {
        throw new IllegalArgumentException(
            "shares for " + shares.size() + " of " + slots.size() + " slots");
      }
      for (int i = 0; i < slots.size(); i++) {
        if (slots.get(i).count() != shares.get(i).size()) {
          throw new IllegalArgumentException(
              "%d shares for the %d pieces of '%s'"
                  .formatted(shares.get(i).size(), slots.get(i).count(), slots.get(i).name()));
        }
      }
    }
  }

  /**
   * Of what is left to pay of a part of the basket when all promotions of pieces are applied.
   *
   * @param of the products that take part
   * @param tiers from 1 to {@value #MOST_TIERS}; of those that hold, that which is best for the
   *     customer is applied
   */
  record Rest(Products of, List<Tier> tiers) implements Deal {
    /**
     * Takes an unmodifiable copy of the tiers.
     *
     * @throws IllegalArgumentException if there are none or too many
     */
    public Rest {
      tiers = List.copyOf(tiers);
      if (tiers.isEmpty() || tiers.size() > MOST_TIERS) {
        throw new IllegalArgumentException(
            "a promotion has 1 to " + MOST_TIERS + " tiers, not " + tiers.size());
      }
    }
  }

  /** Begins a deal of pieces. */
  static Group pieces(Slot... slots) {
    return pieces(List.of(slots));
  }

  /** Begins a deal of pieces. */
  static Group pieces(List<Slot> slots) {
    return new Group(slots);
  }

  /** Returns a deal of what is left to pay. */
  static Deal rest(Products of, List<Tier> tiers) {
    return new Rest(of, tiers);
  }

  /**
   * Pieces that are bought together.
   *
   * @param slots which they are
   */
  record Group(List<Slot> slots) {
    /** Takes an unmodifiable copy of the slots. */
    public Group {
      slots = List.copyOf(slots);
    }

    /** Together they cost this. */
    public Deal together(Money price) {
      return new Pieces(slots, new Pay.Together(price));
    }

    /** Together they cost so much less. */
    public Deal off(Money amount) {
      return new Pieces(slots, new Pay.Off(amount));
    }

    /** Each costs a share of its price: those of the only slot, the dearest piece first. */
    public Deal pay(List<Share> shares) {
      return new Pieces(slots, new Pay.Each(List.of(shares)));
    }

    /** Each costs a share of its price: those of each slot. */
    public Deal payEach(List<List<Share>> shares) {
      return new Pieces(slots, new Pay.Each(shares));
    }
  }
}
