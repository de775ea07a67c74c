package supermarket.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.LookUp;

/**
 * What the target of a request asks of the prices of a store.
 *
 * @param store the store's id
 * @param lookUp what is looked up
 */
record Asked(String store, LookUp lookUp) {

  /** Where the products are. */
  static final String PATH = "/api/products";

  private static final String STORE = "store";
  private static final String AFTER = "after";

  /** Whether a path, as it was sent, is about products. */
  static boolean isFor(String path) {
    int end = PATH.length();
    return path.equals(PATH)
        || (path.startsWith(PATH + "/")
            && path.length() > end + 1
            && path.indexOf('/', end + 1) < 0);
  }

  /**
   * Reads a target.
   *
   * @param path one that it is for, as it was sent
   * @param query what follows the question mark, as it was sent; empty if nothing does
   */
  static Asked of(String path, String query) throws Refusal.Thrown {
    boolean isPage = path.equals(PATH);
    Map<String, String> parameters =
        parameters(query, isPage ? Set.of(STORE, AFTER) : Set.of(STORE));
    String store = parameters.get(STORE);
    if (store == null) {
      throw wrong(STORE, "the store is missing: ask for " + path + "?store=ID");
    }
    String after = parameters.get(AFTER);
    LookUp lookUp;
    if (isPage) {
      lookUp =
          new LookUp.Page(after == null ? "" : bounded(AFTER, after, BasketTokens.LONGEST_CODE));
    } else {
      String product = decoded("product", path.substring(PATH.length() + 1), false);
      lookUp = new LookUp.One(bounded("product", product, BasketTokens.LONGEST_CODE));
    }
    return new Asked(bounded(STORE, store, BasketTokens.LONGEST_ID), lookUp);
  }

  private static Map<String, String> parameters(String query, Set<String> known)
      throws Refusal.Thrown {
    Map<String, String> parameters = new HashMap<>();
    StringTokenizer all = new StringTokenizer(query, "&");
    while (all.hasMoreTokens()) {
      String each = all.nextToken();
      int equals = each.indexOf('=');
      String name = decoded(null, equals < 0 ? each : each.substring(0, equals), true);
      if (!known.contains(name)) {
        throw wrong(
            null,
            "there is a parameter that is not known; known are "
                + String.join(", ", known.stream().sorted().toList()));
      }
      String value = decoded(name, equals < 0 ? "" : each.substring(equals + 1), true);
      if (parameters.put(name, value) != null) {
        throw wrong(name, "the parameter is there twice");
      }
    }
    return parameters;
  }

  /**
   * Returns what was percent-encoded.
   *
   * @param isForm whether a plus stands for a blank
   */
  private static String decoded(@Nullable String field, String text, boolean isForm)
      throws Refusal.Thrown {
    byte[] bytes = new byte[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes[count++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[count++] = (byte) (c == '+' && isForm ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, count))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong(field, "what is percent-encoded is not UTF-8");
    }
  }

  private static String bounded(String field, String text, int longest) throws Refusal.Thrown {
    int characters = Characters.count(text);
    if (characters < 1 || characters > longest) {
      throw wrong(field, "must have 1 to " + longest + " characters");
    }
    return text;
  }

  private static Refusal.Thrown wrong(@Nullable String field, String detail) {
    return new Refusal.Thrown(new Refusal(Problem.INVALID_REQUEST, detail, field, 0, 0, List.of()));
  }
}
