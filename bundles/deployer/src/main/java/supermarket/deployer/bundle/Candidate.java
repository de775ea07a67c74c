package supermarket.deployer.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.library.text.Printable;

/**
 * A jar that is to become a strategy bundle, as far as it can be judged without the framework.
 * Immutable.
 *
 * @param jar our own copy, which nobody else changes
 * @param sha256 of its content, in hexadecimal digits
 * @param symbolicName from its manifest
 * @param version from its manifest
 * @param file its name in the drop folder, empty if it came by command
 * @param trusted whether an operator takes it whatever its classes do
 */
public record Candidate(
    Path jar, String sha256, String symbolicName, Version version, String file, boolean trusted) {

  private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final long MOST_INFLATED = 64L * 1024 * 1024;
  private static final int MOST_ENTRIES = 4_096;

  /** What is named there is run by whoever looks for it, such as the gate of the configuration. */
  private static final String SERVICES = "META-INF/services/supermarket.";

  /** A bundle with its own copy of these could not talk to ours. */
  private static final List<String> OURS = List.of("supermarket/pricing/api/", "org/joda/money/");

  /**
   * Copies a jar and judges the copy.
   *
   * @param copy where it is copied to
   * @throws Refused with all reasons that can be told together
   */
  public static Candidate read(Path jar, Path copy) throws Refused {
    String shown = Printable.of(jar.toString(), 200);
    String sha256;
    try {
      if (!Files.isRegularFile(jar)) {
        throw Refused.forNow("there is no file " + shown);
      }
      if (Files.size(jar) > MOST_BYTES) {
        throw new Refused(shown + " is larger than " + MOST_BYTES + " bytes");
      }
      sha256 = copy(jar, copy);
    } catch (IOException e) {
      throw Refused.forNow(shown + " cannot be copied: " + Printable.of(e.toString(), 200));
    }
    List<String> reasons = new ArrayList<>();
    try (ZipFile zip = new ZipFile(copy.toFile())) {
      entries(zip, reasons);
      return manifest(zip, reasons, copy, sha256);
    } catch (ZipException e) {
      reasons.add(
          "it is no jar, or not all of one: " + Printable.of(String.valueOf(e.getMessage()), 200));
    } catch (IOException | RuntimeException e) {
      reasons.add("it cannot be read: " + Printable.of(e.toString(), 200));
    }
    throw new Refused(reasons);
  }

  private static String copy(Path jar, Path copy) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Files.createDirectories(copy.toAbsolutePath().getParent());
      Files.deleteIfExists(copy);
      try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
        Files.copy(in, copy);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Deletes a copy that was made, if there is one. */
  public static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      LOG.debug("{} is left: {}", copy, e.toString());
    }
  }

  /** The same, from the drop folder. */
  public Candidate from(String dropped) {
    return new Candidate(jar, sha256, symbolicName, version, dropped, trusted);
  }

  /** The same, which an operator trusts or does not. */
  public Candidate trusted(boolean is) {
    return new Candidate(jar, sha256, symbolicName, version, file, is);
  }

  /** By which way it came, for the record. */
  public String door() {
    return file.isEmpty() ? Deployment.COMMAND : Printable.of(file, 200);
  }

  /** Reads every entry to its end, so that a damaged or swollen one is found here. */
  private static void entries(ZipFile zip, List<String> reasons) throws IOException {
    if (zip.size() > MOST_ENTRIES) {
      reasons.add("it has more than " + MOST_ENTRIES + " entries");
      return;
    }
    long left = MOST_INFLATED;
    byte[] buffer = new byte[8192];
    boolean embeds = false;
    boolean offers = false;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (leavesFolder(name)) {
        reasons.add("the entry '" + Printable.of(name, 100) + "' is outside of the jar");
      }
      offers |= name.startsWith(SERVICES);
      embeds |= OURS.stream().anyMatch(name::startsWith) && name.endsWith(".class");
      try (InputStream in = zip.getInputStream(entry)) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          left -= length;
          if (left < 0) {
            reasons.add("it inflates to more than " + MOST_INFLATED + " bytes");
            return;
          }
        }
      }
    }
    if (offers) {
      reasons.add(
          "it offers services below " + SERVICES + "; the runtime would run them unchecked");
    }
    if (embeds) {
      reasons.add("it has classes of the pricing API or of Joda-Money in it: import them instead");
    }
  }

  private static boolean leavesFolder(String name) {
    return name.startsWith("/")
        || name.contains("\\")
        || List.of(name.split("/", -1)).contains("..");
  }

  private static Candidate manifest(ZipFile zip, List<String> reasons, Path copy, String sha256)
      throws IOException, Refused {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    Attributes main = new Attributes();
    if (entry != null) {
      try (InputStream in = zip.getInputStream(entry)) {
        main = new Manifest(in).getMainAttributes();
      }
    }
    String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (name == null || !"2".equals(main.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
      reasons.add("it is no OSGi bundle: its manifest has no Bundle-SymbolicName or version 2");
      throw new Refused(reasons);
    }
    Version version = version(main.getValue(Constants.BUNDLE_VERSION), reasons);
    if (main.getValue(Constants.FRAGMENT_HOST) != null) {
      reasons.add("it is a fragment, which would change another bundle");
    }
    if (main.getValue("Service-Component") == null) {
      reasons.add("it has no components: annotate a class with @Component and @Strategy");
    }
    if (version == null || !reasons.isEmpty()) {
      throw new Refused(reasons);
    }
    return new Candidate(copy, sha256, name.split(";", 2)[0].strip(), version, "", false);
  }

  private static @Nullable Version version(@Nullable String text, List<String> reasons) {
    try {
      return Version.parseVersion(text);
    } catch (IllegalArgumentException e) {
      reasons.add(
          "its Bundle-Version '" + Printable.of(String.valueOf(text), 50) + "' is no version");
      return null;
    }
  }

  @Override
  public String toString() {
    return symbolicName + " " + version;
  }
}
