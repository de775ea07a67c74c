package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What belongs to the release that was unpacked: {@code release.txt}, a jar a line, which the build
 * writes. A release that is unpacked over an older one leaves jars behind that it no longer has.
 *
 * @param jars their paths below the distribution, such as {@code bundles/80-gateway/a.jar}
 */
record Release(Set<String> jars) {

  static Release of(Home home) throws IOException {
    if (!Files.exists(home.releaseFile())) {
      throw new IllegalStateException(
          "%s is missing: unpack the release again.".formatted(home.releaseFile()));
    }
    return new Release(
        Files.readAllLines(home.releaseFile()).stream().collect(Collectors.toUnmodifiableSet()));
  }
}
