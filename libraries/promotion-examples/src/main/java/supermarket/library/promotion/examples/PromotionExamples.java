package supermarket.library.promotion.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/**
 * What a bundle says that baskets cost with its promotion kinds. A properties file in the bundle,
 * in UTF-8:
 *
 * <pre>
 * meal-deal.lunch = 1 x SW1 3.00, 1 x CO1 2.00; \
 *     price=4.50; main=SW1; drink=drinks; drinks: CO1 FA1 = 4.50 EUR
 * </pre>
 *
 * <p>The key is the kind's name, a dot and any label. The value is the basket, then parameters
 * ({@code name=value}) and sets ({@code name: codes}) in any order, then the total. A price stands
 * for one piece. Products of the basket and of the sets may be named by their codes.
 */
public final class PromotionExamples {

  /** Where a bundle has its examples. */
  public static final String FILE = "OSGI-INF/promotion-examples.properties";

  private static final int MOST_BYTES = 256 * 1024;
  private static final String AMOUNT = "(\\d{1,12}(?:\\.\\d{1,4})?)";
  private static final Pattern VALUE = Pattern.compile("(.*) = " + AMOUNT + " ([A-Z]{3})");
  private static final Pattern ITEM = Pattern.compile("([1-9]\\d{0,8}) x (\\S+) " + AMOUNT);
  private static final Pattern PARAMETER = Pattern.compile("([^=: ]+)=(.*)");
  private static final Pattern SET = Pattern.compile("([^=: ]+): (.+)");

  private PromotionExamples() {}

  /**
   * Returns the examples of a file, by key.
   *
   * @throws IllegalArgumentException if the file is too large or an example is malformed
   */
  public static List<PromotionExample> read(InputStream file) throws IOException {
    byte[] bytes = file.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("it is larger than " + MOST_BYTES + " bytes");
    }
    Properties properties = new Properties();
    properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    List<PromotionExample> examples = new ArrayList<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      examples.add(parse(key, properties.getProperty(key).strip()));
    }
    return examples;
  }

  private static PromotionExample parse(String key, String value) {
    Matcher parts = VALUE.matcher(value);
    if (!parts.matches()) {
      throw malformed(key, value, "no total such as ' = 4.50 EUR' at its end");
    }
    try {
      CurrencyUnit currency = CurrencyUnit.of(parts.group(3));
      List<Item> basket = new ArrayList<>();
      Map<String, String> parameters = new LinkedHashMap<>();
      Map<String, Set<String>> sets = new LinkedHashMap<>();
      String[] texts = parts.group(1).split(";", -1);
      for (String item : texts[0].split(",", -1)) {
        basket.add(item(key, item.strip(), currency));
      }
      for (int i = 1; i < texts.length; i++) {
        addParameterOrSet(key, texts[i].strip(), parameters, sets);
      }
      requireDifferentProducts(key, basket);
      return new PromotionExample(
          key, basket, parameters, sets, Money.of(currency, new BigDecimal(parts.group(2))));
    } catch (ArithmeticException | IllegalCurrencyException e) {
      throw malformed(key, value, "an amount is none of its currency");
    }
  }

  private static Item item(String key, String text, CurrencyUnit currency) {
    Matcher item = ITEM.matcher(text);
    if (!item.matches()) {
      throw malformed(key, text, "it is not written like '2 x CO1 3.00'");
    }
    return new Item(
        item.group(2),
        Long.parseLong(item.group(1)),
        Money.of(currency, new BigDecimal(item.group(3))));
  }

  private static void addParameterOrSet(
      String key, String text, Map<String, String> parameters, Map<String, Set<String>> sets) {
    Matcher parameter = PARAMETER.matcher(text);
    Matcher set = SET.matcher(text);
    boolean isKnown;
    if (parameter.matches()) {
      isKnown = parameters.put(parameter.group(1), parameter.group(2)) != null;
    } else if (set.matches()) {
      Set<String> codes = new TreeSet<>(List.of(set.group(2).strip().split(" +", -1)));
      isKnown = sets.put(set.group(1), codes) != null;
    } else {
      throw malformed(key, text, "it is neither a parameter, name=value, nor a set, name: codes");
    }
    if (isKnown) {
      throw malformed(key, text, "it is there twice");
    }
  }

  private static void requireDifferentProducts(String key, List<Item> basket) {
    Set<String> known = new HashSet<>();
    for (Item item : basket) {
      if (!known.add(item.product())) {
        throw malformed(key, item.product(), "it is in the basket twice: add the quantities");
      }
    }
  }

  private static IllegalArgumentException malformed(String key, String text, String why) {
    return new IllegalArgumentException(
        "example '%s' has '%s': %s".formatted(shortened(key), shortened(text), why));
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "\u2026";
  }
}
