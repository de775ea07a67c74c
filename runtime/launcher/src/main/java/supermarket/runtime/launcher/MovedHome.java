package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * File Install knows the strategies of the drop folder by absolute file URL. When a distribution
 * was moved together with its data, those of the old place would stay for ever, deleted jar or not,
 * so they are dropped here; File Install installs what the new place holds.
 */
final class MovedHome {
  private final Home home;
  private final BundleContext context;

  MovedHome(Home home, BundleContext context) {
    this.home = home;
    this.context = context;
  }

  void forgetOldDropFolder() throws IOException, BundleException {
    Path memory = context.getDataFile("drop-folder").toPath();
    String now = home.strategies().toUri().toString();
    String before = Files.exists(memory) ? Files.readString(memory) : now;
    if (!before.equals(now)) {
      for (Bundle bundle : context.getBundles()) {
        if (bundle.getLocation().startsWith(before)) {
          bundle.uninstall();
        }
      }
    }
    Files.writeString(memory, now);
  }
}
