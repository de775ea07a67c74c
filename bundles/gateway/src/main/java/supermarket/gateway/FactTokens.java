package supermarket.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.promotion.PromotionCode;

/** The grammar of what a basket says besides its items: codes and membership. Not thread-safe. */
final class FactTokens {

  static final String CODES = "codes";
  static final String MEMBER = "member";
  static final String EXPLAIN = "explain";

  /** What is wrong with a value, in words. */
  static final class Wrong extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    Wrong(String why, boolean tooLarge) {
      super(why, null, false, false);
      this.tooLarge = tooLarge;
    }

    boolean isTooLarge() {
      return tooLarge;
    }
  }

  private final Set<String> codes = new TreeSet<>();
  private @Nullable Boolean member;
  private @Nullable Boolean explain;
  private boolean hasCodes;
  private boolean isInCodes;
  private int given;
  private String reading = "";

  /** Begins to read the value of a member; false if it is none of these. */
  boolean begin(String name) {
    boolean isOne = name.equals(CODES) || name.equals(MEMBER) || name.equals(EXPLAIN);
    if (isOne) {
      reading = name;
    }
    return isOne;
  }

  /** Whether the member that is being read was there before. */
  boolean isSeen() {
    return switch (reading) {
      case CODES -> hasCodes;
      case MEMBER -> member != null;
      default -> explain != null;
    };
  }

  /** Takes a token of the value; returns whether it is the last one. */
  boolean accept(JsonToken token, JsonParser json) throws IOException, Wrong {
    if (token == JsonToken.VALUE_NULL && !isInCodes) {
      return true; // as if it were not there
    }
    switch (reading) {
      case CODES -> {
        return codes(token, json);
      }
      case MEMBER -> member = flag(token);
      default -> explain = flag(token);
    }
    return true;
  }

  private static boolean flag(JsonToken token) throws Wrong {
    if (!token.isBoolean()) {
      throw new Wrong("must be true or false", false);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private boolean codes(JsonToken token, JsonParser json) throws IOException, Wrong {
    if (!isInCodes) {
      if (token != JsonToken.START_ARRAY) {
        throw new Wrong("codes must be a list", false);
      }
      hasCodes = true;
      isInCodes = true;
      return false;
    }
    if (token == JsonToken.END_ARRAY) {
      isInCodes = false;
      return true;
    }
    if (given == PromotionCode.MOST) {
      throw new Wrong("a basket may have at most " + PromotionCode.MOST + " codes", true);
    }
    if (token != JsonToken.VALUE_STRING) {
      throw new Wrong("a code must be a string", false);
    }
    try {
      codes.add(PromotionCode.normalised(json.getText()));
    } catch (IllegalArgumentException e) {
      throw new Wrong(String.valueOf(e.getMessage()), false);
    }
    given++;
    return false;
  }

  /** Where the reader is. */
  String field() {
    return isInCodes ? CODES + "[" + given + "]" : reading;
  }

  /** What was read. */
  BasketFacts facts() {
    return new BasketFacts(null, Boolean.TRUE.equals(member), codes, Boolean.TRUE.equals(explain));
  }
}
