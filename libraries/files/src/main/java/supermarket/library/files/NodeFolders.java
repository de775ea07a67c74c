package supermarket.library.files;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a node has. The launcher names them by properties of the framework, so that
 * nothing depends on the working directory.
 *
 * @param home where the distribution is; relative paths of the configuration are below it
 * @param data what the node writes; no other node has the same
 */
public record NodeFolders(Path home, Path data) {

  /**
   * Those of a framework.
   *
   * @param properties {@code BundleContext::getProperty}; a folder without a property is the
   *     working directory
   */
  public static NodeFolders of(Function<String, @Nullable String> properties) {
    return new NodeFolders(
        folder(properties.apply("supermarket.home")), folder(properties.apply("supermarket.data")));
  }

  private static Path folder(@Nullable String path) {
    return Path.of(path == null ? "" : path).toAbsolutePath();
  }
}
