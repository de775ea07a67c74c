package supermarket.library.purity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is more than arithmetic is found, with class, method and line. */
class ImpureTest {

  private static final String PRINTS =
      "interface Prints { void printStackTrace(); }"
          + " static final class Own extends RuntimeException implements Prints {} ";

  private static final String USES = "uses java.lang.";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return System.nanoTime() > 0 ? null : null;| java.lang.System.nanoTime| no clock",
        "Supplier<Long> now = System::currentTimeMillis; return null;|"
            + " java.lang.System.currentTimeMillis| no clock",
        "return LocalDate.now().isLeapYear() ? null : null;| java.time.LocalDate.now| no clock",
        "return Instant.now() == null ? null : null;| java.time.Instant.now| no clock",
        "return Clock.systemUTC() == null ? null : null;| java.time.Clock.systemUTC| no clock",
        "return Math.random() > 1 ? null : null;| java.lang.Math.random| no randomness",
        "return new Random(1).nextInt() > 1 ? null : null;| java.util.Random| no randomness",
        "return UUID.randomUUID() == null ? null : null;| java.util.UUID.randomUUID| no randomness",
        "return new SplittableRandom() == null ? null : null;| java.util.SplittableRandom| no"
            + " randomness",
        "Collections.shuffle(new ArrayList<>()); return null;| java.util.Collections.shuffle| no"
            + " randomness",
        "return BigInteger.TEN.isProbablePrime(1) ? null : null;|"
            + " java.math.BigInteger.isProbablePrime| no randomness",
        "System.exit(0); return null;| java.lang.System.exit| process",
        "Runtime.getRuntime().halt(0); return null;| java.lang.Runtime.halt| process",
        "System.out.println(1); return null;| java.io.PrintStream.println| reads and writes"
            + " nothing",
        "System.out.println(1); return null;| java.lang.System.out| process",
        "return Integer.getInteger(``) == null ? null : null;| java.lang.Integer.getInteger|"
            + " process",
        "new Throwable().printStackTrace(); return null;| java.lang.Throwable.printStackTrace|"
            + " writes nothing",
        "new java.io.File(``).delete(); return null;| java.io.File.delete| reads and writes"
            + " nothing",
        "org.slf4j.LoggerFactory.getLogger(``).info(``); return null;| org.slf4j.Logger.info|"
            + " writes nothing",
        "Thread.ofVirtual().start(() -> {}); return null;| java.lang.Thread.ofVirtual| starts none",
        "new Thread(() -> {}).start(); return null;| java.lang.Thread.start| starts none",
        "new ThreadLocal<String>().get(); return null;| java.lang.ThreadLocal.get| starts none",
        "new java.util.concurrent.ConcurrentHashMap<>(); return null;|"
            + " java.util.concurrent.ConcurrentHashMap| starts none",
        "return Stream.of(1).parallel() == null ? null : null;| java.util.stream.Stream.parallel|"
            + " starts none",
        "return List.of().parallelStream() == null ? null : null;| java.util.List.parallelStream|"
            + " starts none",
        "Arrays.parallelSort(new int[0]); return null;| java.util.Arrays.parallelSort| starts none",
        "synchronized (terms) { return null; }| synchronized| nothing to lock",
        "terms.notifyAll(); return null;| java.lang.Object.notifyAll| waits for none",
        "return Money.class.getDeclaredFields() == null ? null : null;|"
            + " java.lang.Class.getDeclaredFields| reflection",
        "return terms.getClass().getClassLoader() == null ? null : null;|"
            + " java.lang.Class.getClassLoader| reflection",
        "ServiceLoader.load(Runnable.class); return null;| java.util.ServiceLoader.load|"
            + " reflection",
        "java.lang.invoke.MethodHandles.lookup(); return null;|"
            + " java.lang.invoke.MethodHandles.lookup| reflection",
        "Locale.setDefault(Locale.ROOT); return null;| java.util.Locale.setDefault| every machine",
        "return String.format(``) == null ? null : null;| java.lang.String.format| every machine",
        "return String.format(Locale.ROOT, `%tH`, 0L) == null ? null : null;|"
            + " java.lang.String.format| join texts with +",
        "return `%tH`.formatted(0L) == null ? null : null;| java.lang.String.formatted| join texts"
            + " with +",
        "return ZoneOffset.systemDefault() == null ? null : null;|"
            + " java.time.ZoneOffset.systemDefault| every machine",
        "return ZoneOffset.getAvailableZoneIds() == null ? null : null;|"
            + " java.time.ZoneOffset.getAvailableZoneIds| every machine",
        "return new String(new byte[0]) == null ? null : null;| new java.lang.String(byte[])| every"
            + " machine",
        "return Month.MAY.getDisplayName(null, null) == null ? null : null;|"
            + " java.time.Month.getDisplayName| every machine",
        "return Math.pow(2, 3) > 8 ? null : null;| java.lang.Math.pow| take StrictMath",
        "return ``.toUpperCase() == null ? null : null;| java.lang.String.toUpperCase| every"
            + " machine",
        "TimeZone.setDefault(null); return null;| java.util.TimeZone.setDefault| every machine",
        "ResourceBundle.getBundle(``); return null;| java.util.ResourceBundle.getBundle|"
            + " reflection",
        "CurrencyUnit.registerCurrency(`EUR`, 978, 0, List.of(), true); return null;"
            + "| org.joda.money.CurrencyUnit.registerCurrency| the runtime's",
        "CurrencyUnit.registeredCurrencies(); return null;|"
            + " org.joda.money.CurrencyUnit.registeredCurrencies| the runtime's",
        "return new WeakHashMap<>() == null ? null : null;| java.util.WeakHashMap| not on the list",
      })
  void isFound(String statements, String what, String advice) {
    List<String> findings = new Compiled(folder).rule(statements.replace("`", "\"")).findings();

    assertThat(findings)
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("com.example.Tried.rule, line 13: ")
                    .contains(what)
                    .contains(advice));
  }

  @Test
  void aFindingIsOneSentence() {
    assertThat(new Compiled(folder).rule("return System.nanoTime() > 1 ? null : null;").findings())
        .containsExactly(
            "com.example.Tried.rule, line 13: uses java.lang.System.nanoTime; the same line costs"
                + " the same at any time, so there is no clock");
  }

  private List<String> findings(String members) {
    return new Compiled(folder)
        .with(
            "Tried",
            """
            public class Tried implements PricingStrategy {
              %s
              @Override public PricingRule rule(Terms terms) { return Line::undiscounted; }
            }
            """
                .formatted(members))
        .findings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "static int calls;| com.example.Tried.calls: is static and not final",
        "int calls;| com.example.Tried.calls: is not final",
        "static final int[] STEPS = {1};| com.example.Tried.STEPS: is an array",
        "final long[] steps = {1};| com.example.Tried.steps: is an array",
        "static final ArrayList<String> SEEN = new ArrayList<>();| com.example.Tried.SEEN: holds a"
            + " ArrayList",
        "static final List<String> SEEN = new ArrayList<>();"
            + "| com.example.Tried, static initializer, line 10: puts a new ArrayList into SEEN",
        "static class Count { int n; } static final Count COUNT = new Count();"
            + "| com.example.Tried.COUNT: holds a Count, which can change",
        "static class Base { int n; } static class Other extends Base implements PricingRule {"
            + " public Money cost(Line line) { return null; } }| com.example.Tried.Base.n: is not"
            + " final",
        "native void call();| com.example.Tried.call: is native",
        "synchronized void call() {}| com.example.Tried.call, line 10: is synchronized",
        "protected void finalize() {}| com.example.Tried.finalize, line 10: is a finalizer",
        "static class Own extends Thread {}| com.example.Tried.Own: uses java.lang.Thread; a rule"
            + " runs",
        "static abstract class Own extends ClassLoader {}| com.example.Tried.Own: uses"
            + " java.lang.ClassLoader",
        "static abstract class Own extends CurrencyUnitDataProvider {}"
            + "| com.example.Tried.Own: uses org.joda.money.CurrencyUnitDataProvider",
        "static final class Own extends Exception { void tell() { printStackTrace(); } }"
            + "| com.example.Tried.Own.tell, line 10: uses java.lang.Exception.printStackTrace",
        "enum Kind { A; static int h() { return A.hashCode(); } }"
            + "| com.example.Tried.Kind.h, line 10: uses java.lang.Enum.hashCode",
        "public Tried() throws Exception { this.wait(); }"
            + "| com.example.Tried, constructor, line 10: uses java.lang.Object.wait",
        PRINTS + "void t() { new Own().printStackTrace(); }| com.example.Tried.t, line 10: " + USES,
        PRINTS
            + "void t(Prints own) { own.printStackTrace(); }| com.example.Tried.t, line 10: "
            + USES,
        PRINTS
            + "void t(Own own) { Runnable r = own::printStackTrace; }"
            + "| com.example.Tried.t, line 10: "
            + USES,
        PRINTS
            + "void t(Own own) { Runnable r = ((Prints) own)::printStackTrace; }"
            + "| com.example.Tried.t, line 10: "
            + USES,
        "interface Prints { void printStackTrace(); default void t() { printStackTrace(); } }"
            + " static final class Own extends Exception implements Prints {}"
            + "| com.example.Tried.Prints.t, line 10: "
            + USES,
        "interface Prints { default void printStackTrace() {} }"
            + " static class Base extends Exception {}"
            + " static final class Own extends Base implements Prints {"
            + " public void printStackTrace() { super.printStackTrace(); } }"
            + "| com.example.Tried.Own.printStackTrace, line 10: "
            + USES,
        "interface Prints<T> { void printStackTrace(); } interface More extends Prints<Long> {}"
            + " static class Own extends Exception implements More {}"
            + " static <T extends More> void t(T own) { own.printStackTrace(); }"
            + "| com.example.Tried.t, line 10: "
            + USES,
        "interface Waits { void notifyAll(int n); } void t(Waits w) { w.notifyAll(); }"
            + "| com.example.Tried.t, line 10: uses java.lang.Object.notifyAll",
        "interface Display { String getDisplayName(java.time.format.TextStyle s, Locale l); }"
            + " void t() { DayOfWeek.MONDAY.getDisplayName(null, null); }"
            + "| com.example.Tried.t, line 10: uses java.time.DayOfWeek.getDisplayName",
        "Supplier<Runnable> s() { return () -> (Runnable & java.io.Serializable) () -> {}; }"
            + "| com.example.Tried.$deserializeLambda$",
      })
  void membersAreFound(String members, String finding) {
    assertThat(findings(members)).anySatisfy(each -> assertThat(each).startsWith(finding));
  }

  @ParameterizedTest
  @CsvSource({
    "Bundle-Activator, com.example.Tried",
    "Bundle-NativeCode, lib/x.so",
    "Bundle-ClassPath, '.,lib/x.jar'",
    "DynamicImport-Package, *",
    "Require-Bundle, other",
    "Fragment-Host, system.bundle",
    "Import-Package, org.osgi.framework",
    "Import-Package, org.slf4j",
    "Multi-Release, true",
    "Service-Component, OSGI-INF/missing.xml",
    "Service-Component, OSGI-INF/*.xml",
  })
  void headersAreFound(String header, String value) {
    List<String> findings =
        new Compiled(folder).rule("return null;").header(header, value).findings();
    assertThat(findings).singleElement().asString().startsWith(header + ": ");
  }

  @Test
  void componentsNameOwnClassesAndAskForNothing() {
    List<String> findings =
        new Compiled(folder)
            .rule("return null;")
            .header("Service-Component", "OSGI-INF/a.xml,OSGI-INF/b.xml")
            .entry(
                "OSGI-INF/a.xml",
                ("<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='a'>"
                        + "<implementation class='com.example.Tried'/><service>"
                        + "<provide interface='supermarket.pricing.api.PricingStrategy'/></service>"
                        + "</scr:component>")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .entry(
                "OSGI-INF/b.xml",
                ("<component name='a'><implementation class='java.util.Timer'/>"
                        + "<reference interface='java.lang.Runnable' bind='run'/></component>")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .findings();
    assertThat(findings)
        .containsExactly(
            "OSGI-INF/b.xml: names java.util.Timer, which is no class of the bundle",
            "OSGI-INF/b.xml: has <reference>; a strategy asks for no services");
  }

  @Test
  void moreThanCanBeReadIsCut() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      many.append("static int n").append(i).append(";");
    }
    List<Finding> findings =
        findings(many.toString()).stream().map(each -> new Finding(each, 0, "")).toList();
    assertThat(Finding.tell(findings)).hasSize(21).last().isEqualTo("and 10 more");
  }
}
