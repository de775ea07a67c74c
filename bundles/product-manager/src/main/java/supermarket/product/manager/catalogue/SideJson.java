package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** Reads a file beside the catalogue's, which is a single JSON object. */
final class SideJson {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SideJson() {}

  /** Reads an object, whose first token is the parser's present one, to its end. */
  @FunctionalInterface
  interface Body<T> {
    T read(JsonParser parser) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @param what it has, for messages
   * @throws IOException if it is no such object, or the body cannot be read; the message says what
   *     and where
   */
  static <T> T read(byte[] bytes, String what, Body<T> body) throws IOException {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the " + what + " must be an object");
      }
      T read = body.read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("nothing more was expected after the end");
      }
      return read;
    } catch (JsonParseException malformed) {
      throw new IOException(
          "not JSON at line %d, column %d: %s"
              .formatted(
                  malformed.getLocation().getLineNr(),
                  malformed.getLocation().getColumnNr(),
                  CatalogueReader.plain(malformed)),
          malformed);
    }
  }
}
