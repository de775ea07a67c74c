package supermarket.deployer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

/**
 * The deployments on record: a file of JSON lines. Each deployment has two, one before anything is
 * changed and one with its outcome, so that one that was cut off is known after a restart.
 *
 * <p>Thread safety: none; the deployer calls it under its lock.
 */
final class Journal {

  private static final JsonFactory JSON = new JsonFactory();

  /** So many are kept when the file is opened. */
  private static final int KEPT = 1_000;

  private static final String BEGUN = "BEGUN";

  private final Path file;
  private final List<Deployment> ended = new ArrayList<>();
  private @Nullable Deployment begun;

  /**
   * Reads the file, if there is one; lines that are no records, such as a torn last one, are
   * dropped.
   */
  Journal(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        read(line);
      }
    }
    keepTheLast();
  }

  private void read(String line) {
    try {
      Map<String, String> fields = new HashMap<>();
      List<String> details = new ArrayList<>();
      parse(line, fields, details);
      boolean open = BEGUN.equals(fields.get("outcome"));
      Deployment deployment =
          new Deployment(
              Instant.parse(fields.getOrDefault("when", "")),
              Action.valueOf(fields.getOrDefault("action", "")),
              fields.getOrDefault("door", Deployment.COMMAND),
              fields.getOrDefault("bundle", ""),
              fields.getOrDefault("version", ""),
              fields.getOrDefault("sha256", ""),
              open ? Outcome.INTERRUPTED : Outcome.valueOf(fields.getOrDefault("outcome", "")),
              details);
      if (open) {
        begun = deployment;
      } else {
        begun = null;
        ended.add(deployment);
      }
    } catch (IOException | RuntimeException e) {
      // Whoever was killed while writing it has no use for it.
      return;
    }
  }

  private static void parse(String line, Map<String, String> fields, List<String> details)
      throws IOException {
    try (JsonParser json = JSON.createParser(line)) {
      String name = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          name = json.currentName();
        } else if (token == JsonToken.VALUE_STRING) {
          if (name.equals("details")) {
            details.add(json.getText());
          } else {
            fields.put(name, json.getText());
          }
        }
      }
    }
  }

  private void keepTheLast() throws IOException {
    if (ended.size() > KEPT) {
      ended.subList(0, ended.size() - KEPT).clear();
    }
    StringBuilder text = new StringBuilder();
    for (Deployment each : ended) {
      text.append(line(each, each.outcome().name()));
    }
    if (begun != null) {
      text.append(line(begun, BEGUN));
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The deployment that has begun and not ended. */
  Optional<Deployment> open() {
    return Optional.ofNullable(begun);
  }

  /** Those that have ended, the oldest first. */
  List<Deployment> ended() {
    return List.copyOf(ended);
  }

  /** Something is about to be changed. */
  void begin(Deployment deployment) throws IOException {
    append(line(deployment, BEGUN));
    begun = deployment;
  }

  /** It has ended. */
  void end(Deployment deployment) throws IOException {
    begun = null;
    ended.add(deployment);
    if (ended.size() > KEPT) {
      ended.removeFirst();
    }
    append(line(deployment, deployment.outcome().name()));
  }

  private void append(String line) throws IOException {
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String line(Deployment deployment, String outcome) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("when", deployment.when().toString());
      json.writeStringField("action", deployment.action().name());
      json.writeStringField("door", deployment.door());
      json.writeStringField("bundle", deployment.bundle());
      json.writeStringField("version", deployment.version());
      json.writeStringField("sha256", deployment.sha256());
      json.writeStringField("outcome", outcome);
      json.writeArrayFieldStart("details");
      for (String detail : deployment.details()) {
        json.writeString(detail);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
