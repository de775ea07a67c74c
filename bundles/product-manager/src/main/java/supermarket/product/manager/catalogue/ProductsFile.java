package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of products that another system has written: CSV with a line of headings, or JSON
 * Lines.
 */
final class ProductsFile {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** What the heading of a parameter's column begins with. */
  private static final String PARAMETER = "parameter.";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ProductsFile() {}

  /** Takes entries. */
  @FunctionalInterface
  interface Rows {
    /** Takes one, with the number of the line in which it begins. */
    void take(long line, Entry entry);
  }

  /** Returns whether a file is read here, by the end of its name. */
  static boolean isOne(Path file) {
    return file.toString().endsWith(".csv") || file.toString().endsWith(".jsonl");
  }

  /**
   * Reads a file.
   *
   * @param each takes the entries
   * @throws IOException if it is not what its name says; the message says where
   */
  static void read(Path file, byte[] content, Rows each) throws IOException {
    if (file.toString().endsWith(".csv")) {
      csv(text(content), each);
    } else {
      lines(content, each);
    }
  }

  private static String text(byte[] content) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("is not UTF-8", e);
    }
  }

  private static void csv(String text, Rows each) throws IOException {
    if (text.chars().filter(letter -> letter == '"').count() % 2 != 0) {
      throw new IOException(
          "is no CSV: a quote is not closed"); // the reader takes all that follows
    }
    String headings = text.lines().findFirst().orElse("");
    char separator = headings.indexOf(',') < 0 && headings.indexOf(';') >= 0 ? ';' : ',';
    try (CsvReader<NamedCsvRecord> records =
        CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(text)) {
      for (NamedCsvRecord record : records) {
        if (record.getFieldCount() != record.getHeader().size()) {
          throw new IOException(
              "is no CSV: line %d has %d fields, the headings are %d"
                  .formatted(
                      record.getStartingLineNumber(),
                      record.getFieldCount(),
                      record.getHeader().size()));
        }
        each.take(record.getStartingLineNumber(), entry(record.getFieldsAsMap()));
      }
    } catch (CsvParseException e) {
      throw new IOException("is no CSV: " + e.getMessage(), e);
    }
  }

  /** An empty field says nothing: what is there stays. */
  private static Entry entry(Map<String, String> fields) {
    Map<String, String> members = new LinkedHashMap<>();
    Map<String, String> parameters = new TreeMap<>();
    fields.forEach(
        (heading, value) -> {
          if (heading.startsWith(PARAMETER) && !value.isEmpty()) {
            parameters.put(heading.substring(PARAMETER.length()), value);
          } else if (!heading.startsWith(PARAMETER) && !value.isEmpty()) {
            members.put(heading, value);
          }
        });
    return new Entry(members, parameters.isEmpty() ? null : parameters, null, true, null);
  }

  private static void lines(byte[] content, Rows each) throws IOException {
    try (JsonParser parser = JSON.createParser(content)) {
      for (@Nullable JsonToken token = parser.nextToken();
          token != null;
          token = parser.nextToken()) {
        long line = parser.currentTokenLocation().getLineNr();
        if (token != JsonToken.START_OBJECT) {
          throw new IOException("has no object in line " + line);
        }
        each.take(line, EntryJson.read(parser));
      }
    } catch (JsonParseException e) {
      throw new IOException(
          "is not JSON at line " + e.getLocation().getLineNr() + ": " + CatalogueReader.plain(e),
          e);
    }
  }
}
