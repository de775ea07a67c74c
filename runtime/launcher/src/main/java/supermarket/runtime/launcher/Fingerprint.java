package supermarket.runtime.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Tells whether a file's content changed. A checksum and no digest: whoever may write the files
 * needs no collision, and a digest of all bundles took a sixth of a start.
 */
final class Fingerprint {
  private static final int CHUNK = 64 * 1024;

  private Fingerprint() {}

  static String of(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    long size = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        checksum.update(chunk, 0, read);
        size += read;
      }
    }
    return Long.toHexString(checksum.getValue()) + "-" + size;
  }
}
