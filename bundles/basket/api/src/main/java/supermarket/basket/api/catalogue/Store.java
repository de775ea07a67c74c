package supermarket.basket.api.catalogue;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A store of the chain.
 *
 * @param id as its baskets name it in {@code supermarket_id}, 1 to 128 characters
 * @param name what people call it, at most 128 characters; may be empty
 * @param groups the groups that it is in, for people to find it by, 1 to 128 characters each
 * @param zone the time zone whose clock its prices follow
 * @param list the price list that it sells by, {@link Stores#DEFAULT_LIST} or one that is declared
 */
public record Store(String id, String name, Set<String> groups, ZoneId zone, String list) {

  private static final int LONGEST = 128;

  /**
   * Takes an unmodifiable copy of the groups, sorted.
   *
   * @throws IllegalArgumentException if a text is too long or has a control character
   */
  public Store {
    groups = Collections.unmodifiableSet(new TreeSet<>(groups));
    require("the id of a store", id, 1);
    require("the name of a store", name, 0);
    groups.forEach(each -> require("a group of stores", each, 1));
  }

  private static void require(String what, String text, int least) {
    if (text.length() < least || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%s must have %d to %d characters".formatted(what, least, LONGEST));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " must have no control characters");
    }
  }

  /**
   * Returns a time zone by its name in the IANA database, such as {@code Europe/Berlin}.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static ZoneId zone(String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new IllegalArgumentException(
          "a time zone that is not in the IANA database: give one such as Europe/Berlin or UTC");
    }
    return ZoneId.of(name);
  }
}
