package supermarket.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes a release out of a distribution that comes after it. */
final class NextRelease {

  static final String VERSION = "1.0.1.NEXT";

  private NextRelease() {}

  /** Gives all bundles of ours in a distribution another version. */
  static void make(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("bundles"))) {
      List<Path> ours =
          files
              .filter(file -> file.getFileName().toString().startsWith("supermarket."))
              .filter(file -> file.toString().endsWith(".jar"))
              .toList();
      for (Path bundle : ours) {
        raise(bundle);
      }
    }
  }

  private static void raise(Path bundle) throws IOException {
    Path raised = bundle.resolveSibling("raised");
    try (JarFile jar = new JarFile(bundle.toFile());
        OutputStream out = Files.newOutputStream(raised)) {
      Manifest manifest = jar.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", VERSION);
      try (JarOutputStream copy = new JarOutputStream(out, manifest)) {
        for (JarEntry entry : jar.stream().toList()) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            copy.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream content = jar.getInputStream(entry)) {
              content.transferTo(copy);
            }
            copy.closeEntry();
          }
        }
      }
    }
    Files.move(raised, bundle, StandardCopyOption.REPLACE_EXISTING);
  }
}
