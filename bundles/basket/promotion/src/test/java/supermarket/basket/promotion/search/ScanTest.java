package supermarket.basket.promotion.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What repeats is multiplied; that comes to the same as going through it piece by piece. */
class ScanTest {

  private static final long STEPS = 1_000_000;

  @Test
  void repeatsComeToTheSameAsPieceByPiece() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      long[] prices = random.longs(3, 1, 60).sorted().toArray();
      long[] quantities = random.longs(3, 1, 300).toArray();
      Problem together = problem(new Random(seed), prices, quantities, false);
      Problem apart = problem(new Random(seed), prices, quantities, true);
      Best best = Scan.best(together, new Steps(STEPS));
      Best same = Scan.best(apart, new Steps(STEPS));
      assertThat(best.saving()).as("seed %d", seed).isEqualTo(same.saving());
      assertThat(sum(best.times())).as("seed %d", seed).isEqualTo(sum(same.times()));
      assertThat(ranks(best)).as("seed %d", seed).isEqualTo(ranks(same));
      assertThat(sum(best.savings())).as("seed %d", seed).isEqualTo(best.saving());
      assertTakesAreThere(together, best);
    }
  }

  private static void assertTakesAreThere(Problem problem, Best best) {
    long[] taken = new long[problem.stocks().size()];
    for (Take take : best.takes()) {
      taken[take.stock()] += take.pieces();
    }
    for (int stock = 0; stock < taken.length; stock++) {
      assertThat(taken[stock]).isLessThanOrEqualTo(problem.stocks().get(stock).quantity());
    }
    for (int i = 0; i < best.times().size(); i++) {
      int offer = i;
      Role role = problem.offers().get(i).roles().getFirst();
      for (int position = 0; position < role.count(); position++) {
        int its = position;
        assertThat(
                best.takes().stream()
                    .filter(take -> take.offer() == offer && take.position() == its)
                    .mapToLong(Take::pieces)
                    .sum())
            .isEqualTo(best.times().get(i));
      }
    }
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(number -> number).sum();
  }

  private static long ranks(Best best) {
    long ranks = 0;
    for (int i = 0; i < best.times().size(); i++) {
      ranks += i * best.times().get(i);
    }
    return ranks;
  }

  /** Makes a problem, of stocks or of their single pieces. */
  private static Problem problem(Random random, long[] prices, long[] quantities, boolean isApart) {
    List<Stock> stocks = new ArrayList<>();
    List<Integer> originals = new ArrayList<>();
    for (int i = prices.length - 1; i >= 0; i--) {
      for (long k = 0; k < (isApart ? quantities[i] : 1); k++) {
        stocks.add(new Stock(prices[i], isApart ? 1 : quantities[i], 0));
        originals.add(i);
      }
    }
    List<Offer> offers = new ArrayList<>();
    for (int rank = 0; rank < 3; rank++) {
      int count = 2 + random.nextInt(4);
      int without = random.nextInt(prices.length + 1);
      boolean isTogether = random.nextBoolean();
      long base = isTogether ? -random.nextLong(30L * count) : 0;
      int[] its =
          IntStream.range(0, stocks.size())
              .filter(stock -> originals.get(stock) != without)
              .toArray();
      long[] all = Arrays.stream(its).mapToLong(stock -> stocks.get(stock).price()).toArray();
      long[][] gains = new long[count][its.length];
      gains[count - 1] = all;
      if (isTogether) {
        Arrays.fill(gains, all);
      }
      offers.add(
          new Offer(rank, Long.MAX_VALUE, List.of(new Role(its, gains)), base, Offer.NO_CAP, 0));
    }
    return new Problem(stocks, offers);
  }
}
