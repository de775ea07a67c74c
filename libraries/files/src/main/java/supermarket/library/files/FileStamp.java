package supermarket.library.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like from outside. Two stamps of one file are equal if nobody has written or
 * replaced it between them, whatever its size and its date say: the time of its last change, which
 * no program can set, is part of it, or its content where a file system keeps no such time.
 * Immutable.
 */
public final class FileStamp {

  /** There is no such file. */
  public static final FileStamp MISSING = new FileStamp(Map.of());

  /** The time of a file's last change. */
  private static final String CHANGE = "ctime";

  private final Map<String, Object> attributes;

  private FileStamp(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  /**
   * The stamp of a file as it is now; links are followed.
   *
   * @return {@link #MISSING} if there is none
   * @throws IOException if it cannot be looked at
   */
  public static FileStamp of(Path file) throws IOException {
    try {
      return new FileStamp(attributes(file));
    } catch (NoSuchFileException missing) {
      return MISSING;
    }
  }

  private static Map<String, Object> attributes(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Map.copyOf(Files.readAttributes(file, "unix:size,lastModifiedTime,ino,dev," + CHANGE));
    }
    Map<String, Object> basic = new TreeMap<>(Files.readAttributes(file, "size,lastModifiedTime"));
    if (Files.isRegularFile(file)) {
      basic.put("content", digest(Files.readAllBytes(file)));
    }
    return Map.copyOf(basic);
  }

  /**
   * Returns whether this is a file that had another name or mode before, and the same content:
   * another name changes the time of its last change.
   *
   * @param before its stamp under that name
   */
  boolean isRenamed(FileStamp before) {
    return withoutChange().equals(before.withoutChange());
  }

  private Map<String, Object> withoutChange() {
    Map<String, Object> all = new TreeMap<>(attributes);
    all.remove(CHANGE);
    return all;
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileStamp stamp && stamp.attributes.equals(attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  @Override
  public String toString() {
    return attributes.isEmpty() ? "missing" : new TreeMap<>(attributes).toString();
  }
}
