package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;

/** A runtime does not depend on where and by whom it is started. */
class SurroundingsIT {

  private static final String FOLDER = "Löffel & Söhne #1? {new} [50] $x 'a'";

  @TempDir Path folder;
  private Distribution distribution;

  @AfterEach
  void end() {
    distribution.close();
  }

  private static List<String> with(String... environment) {
    return Stream.concat(Stream.of("env"), Stream.of(environment)).toList();
  }

  @Test
  void inAnyLocaleAndFolderItIsTheSame() throws IOException {
    distribution = new Distribution(folder, FOLDER);
    List<String> persian =
        with(
            "LC_ALL=C",
            "LANG=ar_EG.UTF-8",
            "JAVA_TOOL_OPTIONS=-Duser.language=fa"
                + " -Duser.country=IR -Duser.language.format=fa -Duser.country.format=IR"
                + " -Dfile.encoding=ISO-8859-1");
    Result start = distribution.run(persian, "start");
    assertThat(start.code()).as(start.output()).isZero();
    assertThat(start.output()).containsPattern("Supermarket is ready at http://127.0.0.1:\\d+");

    String pid = Files.readString(distribution.data().resolve("supermarket.pid"));
    assertThat(pid).matches("[0-9]+\n");
    assertThat(distribution.run(persian, "status").output()).contains("(pid " + pid.strip() + ").");
    DistributionFolder.configure(distribution.home(), "supermarket.basket.user", "mailbox", "64");
    try (Store store = Store.of(distribution.home())) {
      assertThat(store.price("u1", "GR1", "SR1", "GR1", "GR1", "CF1").total())
          .isEqualTo(new BigDecimal("22.45"));
    }
    assertThat(distribution.run(persian, "shell", "product:price MF1 4.20").code()).isZero();
    assertThat(distribution.run(persian, "shell", "product:list").output())
        .contains("4.20")
        .doesNotContainPattern("[\\u0660-\\u0669\\u06f0-\\u06f9]");
    Path log = distribution.data().resolve("log/supermarket.log");
    await().until(() -> Files.readString(log).contains("total=22.45"));
    assertThat(log).content().doesNotContainPattern("[\\u0660-\\u0669\\u06f0-\\u06f9]");
    assertThat(distribution.run(persian, "stop").output()).contains("Supermarket has stopped.");
  }

  @Test
  void whateverTheUmaskOthersReadOnlyWhetherItRunsAndWhere() throws IOException {
    distribution = new Distribution(folder);
    Result start = distribution.run(List.of("sh", "-c", "umask 000; exec \"$0\" \"$@\""), "start");
    assertThat(start.code()).as(start.output()).isZero();
    distribution.shell("product:price MF1 4.20");

    assertThat(readableByOthers())
        .containsExactlyInAnyOrder(
            "gateway.address", "http.address", "supermarket.pid", "supermarket.role");
    assertThat(mode(distribution.data())).isEqualTo("rwx--x--x");

    assumeThat(System.getProperty("user.name")).as("may become another user").isEqualTo("root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    Result status = distribution.run(nobody, "status");
    assertThat(status.code()).as(status.output()).isZero();
    assertThat(status.output()).contains("running and ready at http://127.0.0.1:");
    Result shell = distribution.run(nobody, "shell", "lb");
    assertThat(shell.code()).as(shell.output()).isEqualTo(1);
    assertThat(distribution.run(nobody, "stop").output()).contains("may not be stopped");
    distribution.stop();
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** What somebody else can reach below the data folder and read or write. */
  private List<String> readableByOthers() throws IOException {
    Path data = distribution.data();
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
              throws IOException {
            return visited.equals(data) || !mode(visited).endsWith("------")
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!mode(file).endsWith("------")) {
              found.add(data.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path gone, IOException why) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  @Test
  void theLogComesBackWhenItIsDeletedAndWarningsHaveAFileOfTheirOwn() throws IOException {
    distribution = new Distribution(folder);
    distribution.start();
    Path log = distribution.data().resolve("log");
    try (Store store = Store.of(distribution.home())) {
      store.price("before", "GR1");
      await().until(() -> Files.readString(log.resolve("supermarket.log")).contains("before"));
      try (Stream<Path> files = Files.list(log)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(log);

      await()
          .atMost(20, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(
              () -> {
                store.price("after", "GR1");
                return Files.readString(log.resolve("supermarket.log")).contains("after");
              });
    }
    assertThat(mode(log)).as("private again").isEqualTo("rwx------");

    DistributionFolder.configure(
        distribution.home(), "supermarket.product.manager", "poll.ms", "half a second");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(log.resolve("warnings.log"))
                    .content()
                    .contains("half a second")
                    .doesNotContain("INFO"));
    distribution.stop();
  }
}
