package supermarket.deployer.bundle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;
import supermarket.library.purity.Content;

/**
 * What the framework has of a bundle: what it would take classes from, so that nobody has to read
 * the jar in the same way as the framework. Resolves and starts nothing.
 */
public record BundleContent(Bundle bundle) implements Content {

  private static final int MOST_ENTRIES = 10_000;

  @Override
  public String header(String name) {
    return Objects.requireNonNullElse(bundle.getHeaders("").get(name), "");
  }

  @Override
  public List<String> entries() throws IOException {
    if (bundle.getLocation().startsWith("reference:")) {
      throw new IOException("it is installed by reference, so that its content may change");
    }
    List<String> files = new ArrayList<>();
    Deque<String> folders = new ArrayDeque<>(List.of("/"));
    while (!folders.isEmpty()) {
      Enumeration<String> inside = bundle.getEntryPaths(folders.remove());
      for (String path : inside == null ? List.<String>of() : Collections.list(inside)) {
        (path.endsWith("/") ? folders : files).add(path);
        if (files.size() + folders.size() > MOST_ENTRIES) {
          throw new IOException("it has more than " + MOST_ENTRIES + " entries");
        }
      }
    }
    Collections.sort(files);
    return files;
  }

  @Override
  public InputStream open(String entry) throws IOException {
    URL url = bundle.getEntry(entry);
    if (url == null) {
      throw new FileNotFoundException(entry);
    }
    return url.openStream();
  }
}
