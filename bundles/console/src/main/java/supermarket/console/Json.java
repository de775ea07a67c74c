package supermarket.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.joda.money.Money;

/** Writes JSON. */
final class Json {

  static final JsonFactory FACTORY = new JsonFactory();

  /** What is in an object. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private Json() {}

  /** Returns an object on one line. */
  static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return text.toString();
  }

  /** An amount as a plain decimal. */
  static void amount(JsonGenerator json, String name, Money amount) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(amount.getAmount());
  }
}
