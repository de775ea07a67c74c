package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.library.text.Printable;

/**
 * Reads the VAT rates of price lists: for each list an object of its classes, for each class a
 * percentage, or an array of percentages with the day from which each holds.
 *
 * <p>Not thread-safe: one for each reading.
 */
final class VatReader {

  private static final int LONGEST = 64;

  private final JsonParser parser;

  /** Takes what is wrong. */
  private final Consumer<String> faults;

  VatReader(JsonParser parser, Consumer<String> faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** Reads an object, whose first token is the parser's present one, to its end. */
  Map<String, VatRates> read() throws IOException {
    Map<String, VatRates> byList = new TreeMap<>();
    expectObject("'vat'");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String list = parser.currentName();
      parser.nextToken();
      expectObject("'vat' of a price list");
      try {
        byList.put(list, new VatRates(classes()));
      } catch (IllegalArgumentException e) {
        faults.accept("'vat' of '" + Printable.of(list, LONGEST) + "': " + e.getMessage());
      }
    }
    return byList;
  }

  private Map<String, NavigableMap<LocalDate, BigDecimal>> classes() throws IOException {
    Map<String, NavigableMap<LocalDate, BigDecimal>> classes = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      NavigableMap<LocalDate, BigDecimal> rates = new TreeMap<>();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          expectObject("a rate of a VAT class");
          dated(name, rates);
        }
      } else {
        put(name, LocalDate.MIN, percent(scalar("a rate")), rates);
      }
      classes.put(name, rates);
    }
    return classes;
  }

  private void dated(String name, NavigableMap<LocalDate, BigDecimal> into) throws IOException {
    LocalDate from = LocalDate.MIN;
    BigDecimal percent = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "percent" -> percent = percent(scalar(member));
        case "from" -> from = day(scalar(member));
        default ->
            throw new IOException(
                "unknown member '%s': a rate has percent, from (line %d)"
                    .formatted(Printable.of(member, LONGEST), line()));
      }
    }
    put(name, from, percent, into);
  }

  private void put(
      String name,
      LocalDate from,
      @Nullable BigDecimal percent,
      NavigableMap<LocalDate, BigDecimal> into) {
    if (percent == null) {
      faults.accept("a rate of VAT class '" + Printable.of(name, LONGEST) + "' has no 'percent'");
    } else if (into.put(from, percent) != null) {
      faults.accept(
          "VAT class '" + Printable.of(name, LONGEST) + "' has two rates from the same day");
    }
  }

  private @Nullable BigDecimal percent(String text) {
    try {
      return VatRates.percent(text);
    } catch (IllegalArgumentException e) {
      faults.accept("'" + Printable.of(text, LONGEST) + "': " + e.getMessage());
      return BigDecimal.ZERO;
    }
  }

  private LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1900 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      faults.accept("'" + Printable.of(text, LONGEST) + "' is no day such as 2027-01-01");
      return LocalDate.EPOCH;
    }
    faults.accept("the year of '" + Printable.of(text, LONGEST) + "' is not from 1900 to 9999");
    return LocalDate.EPOCH;
  }

  private String scalar(String what) throws IOException {
    JsonToken value = parser.currentToken();
    if (value == null || !value.isScalarValue() || value == JsonToken.VALUE_NULL) {
      throw new IOException("'" + what + "' must be a number or a text (line " + line() + ")");
    }
    return parser.getText();
  }

  private void expectObject(String what) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException(what + " must be an object (line " + line() + ")");
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
