package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.List;

/** Counts the pieces that the offers of a scan take. */
final class Tally {

  private final Problem problem;
  private final long[][][] pieces;

  Tally(Problem problem) {
    this.problem = problem;
    this.pieces = new long[problem.offers().size()][][];
    for (int offer = 0; offer < pieces.length; offer++) {
      pieces[offer] =
          new long[problem.offers().get(offer).roles().getFirst().count()][problem.stocks().size()];
    }
  }

  void add(int offer, int position, int stock, long count) {
    pieces[offer][position][stock] += count;
  }

  List<Long> times() {
    List<Long> times = new ArrayList<>(pieces.length);
    for (long[][] each : pieces) {
      long count = 0;
      for (long taken : each[0]) {
        count += taken;
      }
      times.add(count);
    }
    return times;
  }

  List<Long> savings() {
    List<Long> times = times();
    List<Long> savings = new ArrayList<>(pieces.length);
    for (int offer = 0; offer < pieces.length; offer++) {
      Role role = problem.offers().get(offer).roles().getFirst();
      long saving = problem.offers().get(offer).base() * times.get(offer);
      for (int position = 0; position < role.count(); position++) {
        for (int i = 0; i < role.size(); i++) {
          saving += role.gain(position, i) * pieces[offer][position][role.stock(i)];
        }
      }
      savings.add(saving);
    }
    return savings;
  }

  List<Take> takes() {
    List<Take> takes = new ArrayList<>();
    for (int offer = 0; offer < pieces.length; offer++) {
      for (int position = 0; position < pieces[offer].length; position++) {
        for (int stock = 0; stock < problem.stocks().size(); stock++) {
          long count = pieces[offer][position][stock];
          if (count > 0) {
            takes.add(new Take(offer, 0, position, stock, count));
          }
        }
      }
    }
    return takes;
  }
}
