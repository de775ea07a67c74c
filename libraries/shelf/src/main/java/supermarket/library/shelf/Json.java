package supermarket.library.shelf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, whole numbers, truth values and null. */
final class Json {

  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  /** Returns a map as text in UTF-8. */
  static byte[] write(Map<String, ?> object) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      write(json, object);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> object -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : object.entrySet()) {
          json.writeFieldName(String.valueOf(field.getKey()));
          write(json, field.getValue());
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          write(json, item);
        }
        json.writeEndArray();
      }
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      default -> json.writeString(value.toString());
    }
  }

  /**
   * Returns what a text says.
   *
   * @throws IOException if it is no JSON object, or anything follows it
   */
  static Fields read(byte[] text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == JsonToken.START_OBJECT
          && value(json) instanceof Map<?, ?> object
          && json.nextToken() == null) {
        return new Fields(object);
      }
    }
    throw new IOException("it is no JSON object");
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          object.put(name, value(json));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json));
        }
        yield items;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("something else where a value should be");
    };
  }

  /**
   * The fields of an object. A field that is not asked for is stepped over: a later release may
   * have more.
   */
  record Fields(Map<?, ?> object) {

    private <T> T field(String name, Class<T> type) throws IOException {
      Object value = object.get(name);
      if (!type.isInstance(value)) {
        throw new IOException("its " + name + " is missing, or of another kind");
      }
      return type.cast(value);
    }

    String text(String name) throws IOException {
      return field(name, String.class);
    }

    long number(String name) throws IOException {
      return field(name, Long.class);
    }

    boolean truth(String name) throws IOException {
      return field(name, Boolean.class);
    }

    List<String> texts(String name) throws IOException {
      List<String> texts = new ArrayList<>();
      for (Object each : field(name, List.class)) {
        texts.add(String.valueOf(each));
      }
      return texts;
    }

    List<Fields> all(String name) throws IOException {
      List<Fields> all = new ArrayList<>();
      for (Object each : field(name, List.class)) {
        if (!(each instanceof Map<?, ?> map)) {
          throw new IOException("its " + name + " are no objects");
        }
        all.add(new Fields(map));
      }
      return all;
    }

    boolean has(String name) {
      return object.get(name) != null;
    }

    Fields fields(String name) throws IOException {
      return new Fields(field(name, Map.class));
    }

    /** The texts of an object, by name. */
    Map<String, String> map(String name) throws IOException {
      Fields fields = fields(name);
      Map<String, String> texts = new TreeMap<>();
      for (String each : fields.names()) {
        texts.put(each, fields.text(each));
      }
      return texts;
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      object.keySet().forEach(name -> names.add(String.valueOf(name)));
      return names;
    }
  }
}
