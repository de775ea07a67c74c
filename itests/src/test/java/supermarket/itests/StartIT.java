package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Distribution.Result;
import supermarket.itests.strategies.AnswersDollars;

/**
 * A start that cannot succeed ends soon, with the reason, and leaves nothing running; what may pass
 * is waited for.
 */
class StartIT {

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void unpack() throws IOException {
    distribution = new Distribution(folder);
  }

  @AfterEach
  void end() {
    distribution.close();
  }

  private void assertRefused(Result start, String... reasons) {
    assertThat(start.code()).as(start.output()).isEqualTo(1);
    assertThat(start.output()).contains(reasons);
    assertThat(runtimes()).as("nothing is left running").isEmpty();
    assertThat(distribution.data().resolve("supermarket.pid")).doesNotExist();
  }

  /** Processes of this distribution. */
  private List<String> runtimes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains("-Dsupermarket.home=" + distribution.home()))
        .toList();
  }

  private void configure(String pid, String key, String value) throws IOException {
    DistributionFolder.configure(distribution.home(), pid, key, value);
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String taken = String.valueOf(other.getLocalPort());
      configure("supermarket.gateway", "port", taken);
      assertRefused(distribution.run("start"), "127.0.0.1:" + taken);
    }
  }

  @Test
  void aPortThatIsNone() throws IOException {
    assertThat(distribution.run("start", "--port", "99999"))
        .isEqualTo(new Result(1, "supermarket: '99999' is no port: a number from 0 to 65535.\n"));
    configure("supermarket.gateway", "port", "99999");
    assertRefused(distribution.run("start"), "port", "65535", "99999");
  }

  @Test
  void noCatalogue() throws IOException {
    Files.delete(distribution.home().resolve("etc/catalogue.json"));
    assertRefused(distribution.run("start"), "etc/catalogue.json");
  }

  @Test
  void aJarOfTheReleaseThatIsBroken() throws IOException {
    String jar = "bundles/80-gateway/supermarket.gateway.jar";
    Files.writeString(distribution.home().resolve(jar), "no jar");
    assertRefused(distribution.run("start"), "unpack the release again", jar);
  }

  @Test
  void aBundleOfTheReleaseThatCannotBeStarted() throws IOException {
    Path strange =
        StrategyJar.named("strange", AnswersDollars.class)
            .header("Import-Package", "no.such.package")
            .write(folder.resolve("strange.jar"));
    String jar = "bundles/80-gateway/supermarket.gateway.jar";
    Files.copy(strange, distribution.home().resolve(jar), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(distribution.run("start"), jar + " cannot be started: ", "no.such.package");
  }

  @Test
  void anAddressOfABrokerThatIsNone() throws IOException {
    assertRefused(
        distribution.run("start", "--broker", "tcp://[broker:61616"),
        "etc/supermarket.message.broker.cfg: url = tcp://[broker:61616, but must be empty, or"
            + " tcp://host:port");
  }

  /** It may still come, so it is waited for; but it is said at once. */
  @Test
  void aPasswordFileThatIsMissingOrCannotBeRead() throws IOException {
    assertToldAtOnce(folder.resolve("missing"), "does not exist");
    assertToldAtOnce(Files.createDirectory(folder.resolve("unreadable")), "cannot be read");
  }

  private void assertToldAtOnce(Path password, String why) throws IOException {
    Path output = Files.createTempFile(folder, "start", ".txt");
    Process start =
        distribution.process(
            output,
            "start",
            "--broker",
            "tcp://127.0.0.1:1",
            "--broker-user",
            "both",
            "--broker-password-file",
            password.toString());
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> Files.readString(output).contains("Not ready yet"));
    assertThat(Files.readString(output))
        .contains("password.file: " + password + " " + why + "; it must hold the password");
    distribution.close();
    start.onExit().join();
  }

  /** Writing fails with the limit as it does on a full disk. */
  @Test
  void aFullDisk() {
    assertRefused(
        distribution.run(List.of("sh", "-c", "ulimit -f 16; exec \"$0\" \"$@\""), "start"),
        "could not start");
  }

  @Test
  void aFolderWhosePathCannotBeWritten() throws IOException {
    try (Distribution odd =
        new Distribution(Files.createDirectory(folder.resolve("odd")), "Foo, Inc")) {
      Result start = odd.run("start");
      assertThat(start.code()).isEqualTo(1);
      assertThat(start.output()).startsWith("supermarket: cannot work in").contains("Foo, Inc");
      assertThat(odd.data().resolve("log")).doesNotExist();
    }
  }
}
