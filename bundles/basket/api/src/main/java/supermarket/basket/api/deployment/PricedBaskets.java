package supermarket.basket.api.deployment;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.Facts;

/**
 * The baskets that were priced last while the chain had promotions: what a new version of a kind of
 * promotions can be tried on. Provided by the user bundle; a fixed number is kept, in memory only.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface PricedBaskets {

  /** How many baskets have been recorded since the start: the position of the next one. */
  long end();

  /**
   * The baskets from a position on, as far as they are kept.
   *
   * @param position of the first basket that is wanted
   */
  Excerpt from(long position);

  /**
   * A basket before promotions. Which those were is not kept: old ones would fill the memory.
   *
   * @param lines as their strategies have priced them; at least one
   * @param facts what promotions were told of it
   */
  record Recorded(List<PricedLine> lines, Facts facts) {
    /** Takes an unmodifiable copy of the lines. */
    public Recorded {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Baskets, one after another.
   *
   * @param baskets the oldest first
   * @param missed how many that were wanted are not kept any more
   * @param next the position after the last of these baskets
   */
  record Excerpt(List<Recorded> baskets, long missed, long next) {
    /** Takes an unmodifiable copy of the baskets. */
    public Excerpt {
      baskets = List.copyOf(baskets);
    }
  }
}
