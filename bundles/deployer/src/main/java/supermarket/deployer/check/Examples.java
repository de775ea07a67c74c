package supermarket.deployer.check;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.osgi.framework.Bundle;
import supermarket.deployer.bundle.Refused;
import supermarket.library.foreign.call.ForeignCall;
import supermarket.library.foreign.call.Outcome;
import supermarket.library.text.Printable;
import supermarket.pricing.api.CostContract;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * What a strategy bundle says that lines cost. A properties file in the bundle, in UTF-8:
 *
 * <pre>
 * bulk-price.from-three-on = 3 x 5.00 EUR from=3 price=4.50 = 13.50 EUR
 * </pre>
 *
 * <p>The key is the strategy's name, a dot and any label; the value is quantity, unit price,
 * parameters and cost.
 */
public final class Examples {

  /** Where a bundle has its examples. */
  static final String FILE = "OSGI-INF/examples.properties";

  private static final int MOST_BYTES = 256 * 1024;
  private static final String AMOUNT = "(\\d{1,12}(?:\\.\\d{1,4})?) ([A-Z]{3})";
  private static final Pattern VALUE =
      Pattern.compile("(\\d{1,9}) x " + AMOUNT + "((?: [^ =]+=[^ ]+)*) = " + AMOUNT);

  private final SortedMap<String, String> byKey;

  private Examples(Map<String, String> byKey) {
    this.byKey = new TreeMap<>(byKey);
  }

  /** Reads those of a bundle; none if it has no such file. */
  static Examples of(Bundle bundle) throws Refused {
    URL url = bundle.getEntry(FILE);
    Map<String, String> byKey = new HashMap<>();
    if (url == null) {
      return new Examples(byKey);
    }
    try (var in = url.openStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Refused(FILE + " is larger than " + MOST_BYTES + " bytes");
      }
      Properties properties = new Properties();
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
      properties.stringPropertyNames().forEach(k -> byKey.put(k, properties.getProperty(k)));
      return new Examples(byKey);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(FILE + " cannot be read: " + Printable.of(e.toString(), 200));
    }
  }

  int count() {
    return byKey.size();
  }

  /**
   * Runs them; foreign code, to be called behind a guard.
   *
   * @return what does not come out as written, one sentence each
   */
  List<String> failures(Map<String, PricingStrategy> strategies) {
    List<String> failures = new ArrayList<>();
    byKey.forEach(
        (key, value) -> {
          String failure = failure(key, value.strip(), strategies);
          if (!failure.isEmpty()) {
            failures.add("example " + Printable.of(key, 100) + " " + failure);
          }
        });
    return failures;
  }

  /** What does not come out as written; empty if it does. */
  private static String failure(String key, String value, Map<String, PricingStrategy> strategies) {
    PricingStrategy strategy = strategies.get(key.split("\\.", 2)[0]);
    Matcher parts = VALUE.matcher(value);
    if (strategy == null) {
      return "is of no strategy in this bundle";
    }
    if (!parts.matches()) {
      return "is not written like '3 x 5.00 EUR from=3 price=4.50 = 13.50 EUR'";
    }
    Money unitPrice;
    Money expected;
    try {
      unitPrice = money(parts.group(2), parts.group(3));
      expected = money(parts.group(5), parts.group(6));
    } catch (RuntimeException e) {
      return "has an amount that is none: " + Printable.of(String.valueOf(e.getMessage()), 200);
    }
    Line line = new Line("example", Long.parseLong(parts.group(1)), unitPrice);
    Terms terms = new Terms(unitPrice, parameters(parts.group(4)));
    return switch (ForeignCall.<Money>attempt(() -> strategy.rule(terms).cost(line))) {
      case Outcome.Came<Money>(Money actual) ->
          CostContract.fault(unitPrice, actual)
              .map(fault -> "answers nonsense: " + fault)
              .orElseGet(
                  () ->
                      expected.equals(actual) ? "" : "costs " + actual + " instead of " + expected);
      case Outcome<Money> failed -> Guard.says(failed);
    };
  }

  private static Money money(String amount, String currency) {
    return Money.of(CurrencyUnit.of(currency), new BigDecimal(amount));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String each : text.strip().split(" ", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        parameters.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    return parameters;
  }
}
