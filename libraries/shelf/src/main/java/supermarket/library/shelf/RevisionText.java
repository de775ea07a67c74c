package supermarket.library.shelf;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Verdict;

/** Revisions and verdicts as they lie on the shelf: JSON that an operator can read. */
public final class RevisionText {

  private RevisionText() {}

  /**
   * Returns a revision as text in UTF-8.
   *
   * @throws IOException never, but that is how JSON is written
   */
  public static byte[] write(Revision revision) throws IOException {
    Deployment deployment = revision.deployment();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("chain", revision.chain());
    fields.put("number", revision.number());
    fields.put("phase", revision.phase());
    fields.put("node", revision.node());
    fields.put("when", deployment.when());
    fields.put("action", deployment.action());
    fields.put("door", deployment.door());
    fields.put("bundle", deployment.bundle());
    fields.put("version", deployment.version());
    fields.put("sha256", deployment.sha256());
    fields.put("outcome", deployment.outcome());
    fields.put("details", deployment.details());
    Map<String, Object> bundles = new LinkedHashMap<>();
    revision.bundles().forEach((name, bundle) -> bundles.put(name, fields(bundle)));
    fields.put("bundles", bundles);
    fields.put("catalogue", CatalogueFields.of(revision.deployed().catalogue()));
    return Json.write(fields);
  }

  private static Map<String, @Nullable Object> fields(DeployedBundle bundle) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("live", fields(bundle.live()));
    fields.put("kept", fields(bundle.kept()));
    fields.put("trial", fields(bundle.trial()));
    fields.put("percent", (long) bundle.percent());
    return fields;
  }

  private static @Nullable Map<String, Object> fields(@Nullable DeployedVersion version) {
    if (version == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", version.version());
    fields.put("sha256", version.sha256());
    fields.put("trusted", version.trusted());
    return fields;
  }

  /**
   * Reads a revision.
   *
   * @throws IOException if it is none, which the message tells in words
   */
  public static Revision readRevision(byte[] text) throws IOException {
    Json.Fields fields = Json.read(text);
    try {
      Deployment deployment =
          new Deployment(
              Instant.parse(fields.text("when")),
              Action.valueOf(fields.text("action")),
              fields.text("door"),
              fields.text("bundle"),
              fields.text("version"),
              fields.text("sha256"),
              Outcome.valueOf(fields.text("outcome")),
              fields.texts("details"));
      Json.Fields bundles = fields.fields("bundles");
      Map<String, DeployedBundle> deployed = new TreeMap<>();
      for (String name : bundles.names()) {
        deployed.put(name, bundle(bundles.fields(name)));
      }
      return new Revision(
          fields.has("chain") ? fields.text("chain") : "",
          fields.number("number"),
          fields.text("node"),
          Phase.valueOf(fields.text("phase")),
          deployment,
          new Deployed(
              deployed,
              fields.has("catalogue")
                  ? CatalogueFields.read(fields.fields("catalogue"))
                  : CatalogueState.NONE));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new IOException("it says what no revision can: " + e.getMessage(), e);
    }
  }

  private static DeployedBundle bundle(Json.Fields fields) throws IOException {
    return new DeployedBundle(
        version(fields, "live"),
        version(fields, "kept"),
        version(fields, "trial"),
        Math.toIntExact(fields.number("percent")));
  }

  private static @Nullable DeployedVersion version(Json.Fields bundle, String name)
      throws IOException {
    if (!bundle.has(name)) {
      return null;
    }
    Json.Fields fields = bundle.fields(name);
    return new DeployedVersion(
        fields.text("version"), fields.text("sha256"), fields.truth("trusted"));
  }

  /**
   * Returns a verdict as text in UTF-8.
   *
   * @throws IOException never, but that is how JSON is written
   */
  public static byte[] write(Verdict verdict) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("node", verdict.node());
    fields.put("ready", verdict.ready());
    fields.put("details", verdict.details());
    return Json.write(fields);
  }

  /**
   * Reads a verdict.
   *
   * @throws IOException if it is none, which the message tells in words
   */
  public static Verdict readVerdict(byte[] text) throws IOException {
    Json.Fields fields = Json.read(text);
    return new Verdict(fields.text("node"), fields.truth("ready"), fields.texts("details"));
  }
}
