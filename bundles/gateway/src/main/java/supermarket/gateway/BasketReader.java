package supermarket.gateway;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a basket as it comes in, piece by piece: nothing of it is kept but what it
 * says, so that a large body needs no large buffer and is refused at the first byte that is wrong.
 * Not thread-safe.
 */
final class BasketReader implements AutoCloseable {

  private final Utf8 utf8 = new Utf8();
  private final BasketTokens tokens;
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private long read;

  BasketReader(Settings settings) {
    tokens = new BasketTokens(settings);
    try {
      parser = Json.FACTORY.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  /** Reads on. The bytes may be used for something else afterwards. */
  void feed(byte[] bytes, int start, int end) throws Refusal.Thrown {
    int wrong = utf8.check(bytes, start, end);
    try {
      if (wrong > start) {
        feeder.feedInput(bytes, start, wrong);
        drain();
      }
    } catch (IOException e) {
      throw malformed(e);
    }
    read += wrong - start;
    if (wrong < end) {
      throw notUtf8();
    }
  }

  /** What the whole body says. */
  Basket end() throws Refusal.Thrown {
    if (read == 0) {
      throw new Refusal.Thrown(new Refusal(Problem.INVALID_REQUEST, "the body is empty"));
    }
    if (!utf8.complete()) {
      throw notUtf8();
    }
    try {
      feeder.endOfInput();
      drain();
    } catch (IOException e) {
      throw malformed(e);
    }
    return tokens.basket();
  }

  /** The supermarket's id, as far as it was read. */
  @Nullable String supermarket() {
    return tokens.supermarket();
  }

  /** The user's id, as far as it was read. */
  @Nullable String user() {
    return tokens.user();
  }

  /** How many items were read. */
  int scanned() {
    return tokens.scanned();
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain() throws IOException, Refusal.Thrown {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      tokens.accept(token, parser);
      token = parser.nextToken();
    }
  }

  private Refusal.Thrown notUtf8() {
    return tokens.refusal(
        "byte " + (read + 1) + " of the body is not UTF-8", parser.currentLocation());
  }

  /** In words of the contract only: what the parser says is about the parser. */
  private Refusal.Thrown malformed(IOException e) {
    if (e instanceof JsonProcessingException problem) {
      JsonLocation place = problem.getLocation();
      return tokens.refusal(
          "malformed JSON: " + reason(problem), place == null ? parser.currentLocation() : place);
    }
    throw new UncheckedIOException(e);
  }

  private static String reason(JsonProcessingException problem) {
    return switch (problem) {
      case JsonEOFException end -> "the body ends before the basket does";
      case StreamConstraintsException beyond ->
          "it is nested more than "
              + Json.DEEPEST_NESTING
              + " deep, or has a string, a name or a number that is too long";
      default ->
          "what stands here is no JSON; names and strings need double quotes, and there are no"
              + " comments, no commas at the end, and no other values than those of RFC 8259";
    };
  }
}
