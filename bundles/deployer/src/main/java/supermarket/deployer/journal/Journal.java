package supermarket.deployer.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileTrouble;

/**
 * The deployments on record: a file of JSON lines. Each deployment has two, one before anything is
 * changed and one with its outcome, so that one that was cut off is known after a restart.
 *
 * <p>Thread safety: any thread may read what has ended; all else is for the deployer's monitor.
 */
public final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private static final JsonFactory JSON = new JsonFactory();

  /** So many are kept when the file is opened. */
  private static final int KEPT = 1_000;

  private static final String BEGUN = "BEGUN";

  private final Path file;
  private final List<Deployment> ended = new CopyOnWriteArrayList<>();
  private @Nullable Deployment begun;
  private @Nullable String problem;
  private long lengthBefore;

  /** Reads the file, if there is one. If it cannot be read, it is tried again when it is needed. */
  public Journal(Path file) {
    this.file = file;
    try {
      readAll();
    } catch (IOException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  /** Why there is no record, in words; empty if there is one. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Reads the file. Lines that are no records, such as a torn last one, are dropped. */
  private void readAll() throws IOException {
    problem = "the record " + file + " cannot be read";
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // Decoded leniently: a kill can cut a character in two.
      String text = Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
      text.lines().forEach(this::read);
      if (ended.size() > KEPT || !(text.isEmpty() || text.endsWith("\n"))) {
        keepTheLast();
      }
      problem = null;
    } catch (IOException e) {
      ended.clear();
      begun = null;
      String why = "the record " + file + " " + FileTrouble.words(file, e);
      problem = why + ": no strategy can be deployed before that is mended";
      throw new IOException(why, e);
    }
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
    AtomicFile.write(file, text.toString().getBytes(UTF_8));
  }

  /** The deployment that has begun and not ended. */
  public Optional<Deployment> open() {
    return Optional.ofNullable(begun);
  }

  /** Those that have ended, the oldest first. */
  public List<Deployment> ended() {
    return List.copyOf(ended);
  }

  /** Something is about to be changed. */
  void begin(Deployment deployment) throws IOException {
    if (problem != null) {
      readAll();
    }
    lengthBefore = Files.exists(file) ? Files.size(file) : 0;
    append(line(deployment, BEGUN));
    begun = deployment;
  }

  /** Makes as if the deployment that has begun never had. Returns whether that worked. */
  boolean takeBack() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(lengthBefore);
      begun = null;
      return true;
    } catch (IOException e) {
      LOG.debug("a refusal stays on record twice: {}", e.toString());
      return begun == null;
    }
  }

  /** It has ended. */
  public void end(Deployment deployment) throws IOException {
    begun = null;
    ended.add(deployment);
    if (ended.size() > KEPT) {
      ended.removeFirst();
    }
    if (problem != null) {
      throw new IOException(problem);
    }
    append(line(deployment, deployment.outcome().name()));
  }

  /** All of the line or nothing: a part of one would spoil the next. */
  private void append(String line) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, StandardOpenOption.WRITE)) {
      long end = channel.size();
      channel.position(end);
      ByteBuffer left = ByteBuffer.wrap(line.getBytes(UTF_8));
      try {
        while (left.hasRemaining()) {
          channel.write(left);
        }
      } catch (IOException e) {
        channel.truncate(end);
        throw new IOException("the record " + file + " " + FileTrouble.words(file, e), e);
      }
    } catch (FileSystemException e) {
      throw new IOException("the record " + file + " " + FileTrouble.words(file, e), e);
    }
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
