package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.basket.BasketServer;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.basket.UserWorkers;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.operation.ConfigurationCheck;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/** What an operator writes wrongly into etc/ is told once and changes nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConfigurationIT {

  private static final Path HOME = Container.home(ConfigurationIT.class);
  private static final Path ETC = HOME.resolve("etc");
  private static final Path LOG = HOME.resolve("data/log/supermarket.log");
  private static final String STAYS = "; what it said before stays in force";
  private static final String API = "supermarket.pricing.api,org.joda.money";
  private static final List<Class<?>> PARTS =
      List.of(
          BasketBroker.class,
          BasketServer.class,
          UserWorkers.class,
          ProductWorkers.class,
          PriceBook.class);

  @Inject private BundleContext context;

  private final Map<Path, String> before = new TreeMap<>();
  private Store store;

  @Configuration
  public Option[] container() {
    return Container.of(ConfigurationIT.class);
  }

  @Before
  public void open() throws IOException {
    store = Store.of(HOME);
    try (var files = Files.list(ETC)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cfg")).toList()) {
        before.put(file, Files.readString(file));
      }
    }
  }

  /** Puts etc/ back, and waits until all is well. */
  @After
  public void mend() throws IOException {
    try (var files = Files.list(ETC)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cfg")).toList()) {
        if (!before.containsKey(file)) {
          Files.delete(file);
        }
      }
    }
    for (var each : before.entrySet()) {
      Files.writeString(each.getKey(), each.getValue());
    }
    await().until(() -> troubles().isEmpty());
    store.close();
  }

  private List<String> troubles() {
    try {
      return context.getServiceReferences(Health.class, null).stream()
          .flatMap(each -> context.getService(each).troubles().stream())
          .filter(each -> each.part().equals("configuration"))
          .map(Trouble::text)
          .toList();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long lines(String text) {
    try {
      return Files.readString(LOG, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(text))
          .count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Which components there are; one that is made anew has another id. */
  private Map<Long, String> parts() {
    Map<Long, String> parts = new TreeMap<>();
    for (Class<?> part : PARTS) {
      try {
        for (ServiceReference<?> each : context.getServiceReferences(part.getName(), null)) {
          parts.put((Long) each.getProperty(Constants.SERVICE_ID), part.getSimpleName());
        }
      } catch (InvalidSyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return parts;
  }

  /** How a line begins that tells of the file of a value. */
  private static String ofFile(String pidKeyAndValue) {
    return "etc/" + pidKeyAndValue.substring(0, pidKeyAndValue.indexOf(':')) + ".cfg: ";
  }

  @Test
  public void badValuesAreToldOnceWhileBasketsArePricedByWhatWasThere() throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put(
        "supermarket.product.manager:poll.ms:500ms", "a whole number from 1 to 3600000" + STAYS);
    wrong.put(
        "supermarket.basket.product:call.timeout.ms:0", "a whole number from 1 to 3600000" + STAYS);
    wrong.put("supermarket.basket.user:mailbox:64.5", "a whole number from 1 to 1000000" + STAYS);
    wrong.put("supermarket.message.broker:url:tpc://broker-1:61616", "empty, or tcp://host:port");
    wrong.put(
        "supermarket.basket.server-1:max.in.flight:lots",
        "a whole number from 1 to 10000000" + STAYS);
    wrong.put("supermarket.gateway:port:80800", "a whole number from 0 to 65535" + STAYS);
    Map<Long, String> parts = parts();
    Map<String, Long> told = new HashMap<>();
    for (String each : wrong.keySet()) {
      told.put(each, lines(ofFile(each)));
    }
    long traces = lines("\tat ");
    assertThat(parts).hasSize(PARTS.size() + 2);

    Load load = Load.on(store.gateway().getAuthority()).tills(4).every(Duration.ofMillis(5));
    try (load) {
      for (var each : wrong.entrySet()) {
        String[] written = each.getKey().split(":", 3);
        DistributionFolder.configure(HOME, written[0], written[1], written[2]);
        String line =
            "etc/%s.cfg: %s = %s, but must be %s"
                .formatted(written[0], written[1], written[2], each.getValue());
        await().untilAsserted(() -> assertThat(lines(line)).as(line).isEqualTo(1));
        assertThat(troubles()).anyMatch(trouble -> trouble.contains(line));
      }
      load.awaitAllPriced();
    }

    Outcomes outcomes = load.end();
    assertThat(outcomes.failed()).as(outcomes.toString()).isZero();
    assertThat(parts()).as("nothing was made anew").isEqualTo(parts);
    for (String each : wrong.keySet()) {
      assertThat(lines(ofFile(each))).as(each).isEqualTo(told.get(each) + 1);
    }
    assertThat(lines("\tat ")).as("stack traces").isEqualTo(traces);
    assertThat(store.get("/health/ready").status()).isEqualTo(200);

    DistributionFolder.configure(HOME, "supermarket.basket.user", "mailbox", "65");
    await()
        .until(
            () -> lines("etc/supermarket.basket.user.cfg is good again and comes into force") == 1);
    await().until(() -> !parts().equals(parts));
    assertThat(troubles()).noneMatch(trouble -> trouble.contains("supermarket.basket.user"));
  }

  @Test
  public void aBlankBehindAValueIsNoFault() throws Exception {
    Map<Long, String> parts = parts();
    DistributionFolder.configure(HOME, "supermarket.basket.user", "mailbox", "64 ");
    DistributionFolder.configure(HOME, "supermarket.basket.server-2", "max.in.flight", "nothing");
    await().until(() -> troubles().size() == 1);

    assertThat(lines("etc/supermarket.basket.user.cfg: mailbox = 64,")).isZero();
    assertThat(parts()).isEqualTo(parts);
  }

  @Test
  public void whatNothingReadsIsTold() throws Exception {
    DistributionFolder.configure(HOME, "supermarket.gateway", "deadline.sm", "1");
    DistributionFolder.configure(HOME, "supermarket.gateway", "max.inflight", "1");
    DistributionFolder.configure(HOME, "supermarket.basket.product", "grase.ms", "1");
    DistributionFolder.configure(HOME, "supermarket.product.manager", "pol.ms", "1");
    DistributionFolder.configure(HOME, "org.ops4j.pax.logging", "basket.level", "INFOO");
    DistributionFolder.configure(HOME, "supermarket.basket.users", "mailbox", "1");
    DistributionFolder.configure(HOME, "supermarket.basket.server-3", "name", "server-1");

    await().until(() -> troubles().size() == 7);

    assertThat(troubles())
        .anyMatch(text -> text.contains("'deadline.sm' is unknown") && meant(text, "deadline.ms"))
        .anyMatch(
            text -> text.contains("'max.inflight' is unknown") && meant(text, "max.in.flight"))
        .anyMatch(text -> text.contains("'grase.ms' is unknown") && meant(text, "grace.ms"))
        .anyMatch(text -> text.contains("'pol.ms' is unknown") && meant(text, "poll.ms"))
        .anyMatch(
            text ->
                text.contains("'basket.level' is unknown")
                    && meant(text, "log4j2.logger.basket.level"))
        .anyMatch(
            text ->
                text.contains("etc/supermarket.basket.users.cfg")
                    && meant(text, "supermarket.basket.user"))
        .anyMatch(
            text ->
                text.contains("name = server-1")
                    && text.contains("it is that of etc/supermarket.basket.server-1.cfg"));
    for (String text : troubles()) {
      assertThat(lines(text)).as(text).isEqualTo(1);
    }
  }

  private static boolean meant(String text, String name) {
    return text.endsWith("did you mean '" + name + "'?");
  }

  @Test
  public void aFileThatGoesLeavesItsDefaultsAndSaysSo() throws Exception {
    Files.delete(ETC.resolve("supermarket.basket.user.cfg"));

    await().until(() -> lines("etc/supermarket.basket.user.cfg is gone; its defaults are") == 1);
    assertThat(store.price("u1", "GR1", "GR1").status()).isEqualTo(200);
  }

  @Test
  public void aFolderThatLosesAllFilesAtOnceChangesNothing() throws Exception {
    Map<Long, String> parts = parts();
    Path away = ETC.resolveSibling("etc.away");
    Files.move(ETC, away);
    Files.createDirectory(ETC);
    try {
      await().until(() -> troubles().toString().contains("all files of etc/ are gone at once"));
      assertThat(lines("all files of etc/ are gone at once")).isEqualTo(1);
      assertThat(store.price("u1", "GR1", "GR1").status()).isEqualTo(200);
    } finally {
      Files.delete(ETC);
      Files.move(away, ETC);
    }
    await().until(() -> troubles().isEmpty());
    assertThat(parts()).as("nothing was made anew").isEqualTo(parts);
    assertThat(store.price("u1", "GR1", "GR1").status()).isEqualTo(200);
  }

  /** A check that tells when it is made; nobody should. */
  public static final class Foreign implements PricingStrategy, ConfigurationCheck<Deprecated> {

    private static final String MADE = "supermarket.itests.foreign.check";

    /** For whoever looks for checks. */
    public Foreign() {
      System.setProperty(MADE, "true");
    }

    @Override
    public PricingRule rule(Terms terms) {
      throw new IllegalArgumentException();
    }

    @Override
    public String pid() {
      return "supermarket.foreign";
    }

    @Override
    public Class<Deprecated> type() {
      return Deprecated.class;
    }

    @Override
    public void check(Deprecated config) {}
  }

  @Test
  public void aBundleFromElsewhereIsNotAskedThoughItCallsItselfOneOfOurs() throws Exception {
    Path jar =
        StrategyJar.named("foreign", Foreign.class)
            .header("Bundle-SymbolicName", "supermarket.foreign")
            .header("Service-Component", null)
            .header("Import-Package", API + ",supermarket.basket.api.operation")
            .entry(
                "META-INF/services/" + ConfigurationCheck.class.getName(),
                Foreign.class.getName().getBytes(StandardCharsets.UTF_8))
            .write(HOME.resolveSibling("supermarket.foreign.jar"));
    Bundle foreign = context.installBundle(jar.toUri().toString());
    try {
      foreign.start();
      DistributionFolder.configure(HOME, "supermarket.basket.user", "mailbox", "nothing");
      await().until(() -> troubles().size() == 1);

      assertThat(System.getProperty(Foreign.MADE)).isNull();
    } finally {
      foreign.uninstall();
    }
  }

  @Test
  public void loggingIsChangedWhileRunning() throws Exception {
    DistributionFolder.configure(
        HOME, "org.ops4j.pax.logging", "log4j2.appender.file.layout.pattern", "changed %m%n");
    await()
        .until(
            () -> {
              store.price("u1", "GR1");
              return lines("changed ") > 0;
            });
  }
}
