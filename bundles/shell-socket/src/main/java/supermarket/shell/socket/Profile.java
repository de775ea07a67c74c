package supermarket.shell.socket;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** The file that a person's shell reads first. */
final class Profile {
  private Profile() {}

  /**
   * {@code etc/gosh_profile} below the folder that the framework property {@code gosh.home} names.
   */
  static Path of(BundleContext context) {
    String home = context.getProperty("gosh.home");
    return Path.of(home == null ? "." : home, "etc", "gosh_profile");
  }
}
