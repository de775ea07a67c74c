package supermarket.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.operation.ConfigurationCheck;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.configuration.Plan.InForce;

class PlannerTest {

  private static final List<ConfigurationCheck<?>> CHECKS =
      List.of(new Tills.One(), new Tills.Several());
  private static final String TILL = "supermarket.till.cfg";
  private static final String FIRST = "supermarket.tills-1.cfg";
  private static final String SECOND = "supermarket.tills-2.cfg";
  private static final String LOGGING = "org.ops4j.pax.logging.cfg";
  private static final String NEVER = "; it was never good before, so nothing of it is in force";

  private final Map<String, String> properties = new HashMap<>();
  private final SortedMap<String, FileText> files = new TreeMap<>();
  private GoodCopies copies;
  private Planner planner;

  @BeforeEach
  void aNode(@TempDir Path data) {
    copies = new GoodCopies(data.resolve("etc"));
    planner = new Planner(copies, properties::get, "supermarket.elsewhere"::equals);
  }

  private Plan plan() {
    return planner.plan(files, CHECKS);
  }

  /** Plans, and keeps what is good, as the gate does. */
  private Plan settle() throws IOException {
    Plan plan = plan();
    for (InForce each : plan.inForce()) {
      if (each.isNew()) {
        copies.keep(each.file(), files.get(each.file()).text());
      }
    }
    return plan;
  }

  private void write(String file, String text) {
    files.put(file, FileText.of(text));
  }

  private static Map<String, Object> values(Plan plan, String file) {
    return plan.inForce().stream()
        .filter(each -> each.file().equals(file))
        .map(InForce::values)
        .findFirst()
        .orElse(null);
  }

  private static List<String> lines(Plan plan) {
    return plan.lines().values().stream().flatMap(List::stream).toList();
  }

  @Test
  void valuesAreTrimmedAndTyped() {
    write(TILL, "poll.ms =  64 \t\n grace.ms=5\nopen = false\nname = me  \n");

    Plan plan = plan();

    assertThat(lines(plan)).isEmpty();
    assertThat(values(plan, TILL))
        .containsOnly(
            entry("poll.ms", 64), entry("grace.ms", 5L), entry("open", false), entry("name", "me"));
  }

  @Test
  void eachWrongValueIsALineWithFileKeyValueAndWhatIsAllowed() {
    write(
        TILL,
        """
        poll.ms = 500ms
        grace.ms = 0
        lanes = 64.5
        open = maybe
        calls = 99999999999
        """);

    assertThat(lines(plan()))
        .containsExactlyInAnyOrder(
            "etc/supermarket.till.cfg: poll.ms = 500ms, but must be a whole number from 1 to 1000"
                + NEVER,
            "etc/supermarket.till.cfg: grace.ms = 0, but must be a whole number from 1 to 1000"
                + NEVER,
            "etc/supermarket.till.cfg: lanes = 64.5, but must be a whole number from 1 to 64"
                + NEVER,
            "etc/supermarket.till.cfg: open = maybe, but must be true or false" + NEVER,
            "etc/supermarket.till.cfg: calls = 99999999999, but must be at least 2, as many as"
                + " lanes"
                + NEVER);
  }

  @Test
  void withoutAnyGoodOneTheNodeIsNotReady() {
    write(TILL, "poll.ms = 0");

    Plan plan = plan();

    assertThat(values(plan, TILL)).isNull();
    assertThat(plan.troubles()).singleElement().extracting("gravity").isEqualTo(Gravity.NOT_READY);
  }

  @Test
  void aBadFileLeavesWhatItSaidBeforeInForce() throws Exception {
    write(TILL, "poll.ms = 100");
    settle();
    write(TILL, "poll.ms = soon");

    Plan plan = plan();

    assertThat(values(plan, TILL)).containsOnly(entry("poll.ms", 100));
    assertThat(lines(plan))
        .singleElement()
        .asString()
        .endsWith("a whole number from 1 to 1000; what it said before stays in force");
    assertThat(plan.troubles()).singleElement().extracting("gravity").isEqualTo(Gravity.WARNING);
  }

  @Test
  void valuesThatDoNotGoTogetherAreTold() {
    write(TILL, "lanes = 16\ncalls = 10\n");

    assertThat(lines(plan()))
        .singleElement()
        .asString()
        .contains("calls = 10, but must be at least 16, as many as lanes");
  }

  @Test
  void anUnknownKeyIsToldAndTheOthersAreTaken() {
    write(TILL, "pol.ms = 5\ngrase.ms = 5\nlanes = 3\n");

    Plan plan = plan();

    assertThat(values(plan, TILL)).containsOnly(entry("lanes", 3));
    assertThat(lines(plan))
        .containsExactly(
            "etc/supermarket.till.cfg: 'grase.ms' is unknown and does nothing; did you mean"
                + " 'grace.ms'?",
            "etc/supermarket.till.cfg: 'pol.ms' is unknown and does nothing; did you mean"
                + " 'poll.ms'?");
    assertThat(plan.troubles()).extracting("gravity").containsOnly(Gravity.WARNING);
  }

  @Test
  void anOptionCountsWhateverTheFileSaysAndWithoutOne() {
    properties.put("till.poll", "7");
    assertThat(values(plan(), TILL)).containsEntry("poll.ms", 7);
    write(TILL, "poll.ms = 5");
    assertThat(values(plan(), TILL)).containsEntry("poll.ms", 7);
  }

  @Test
  void aLineWithoutAValueAsksForTheEqualsAndEscapesAreToldOnce() {
    write(TILL, "nonsense\npoll.ms = I\"64\"\n");
    assertThat(lines(plan()))
        .anyMatch(
            line ->
                line.endsWith(
                    "'nonsense' is unknown and does nothing; it has no value, is an '=' missing?"))
        .anyMatch(line -> line.contains("poll.ms = I\\\"64\\\", but must be"));
  }

  @Test
  void aFileThatNothingReadsIsTold() {
    write("supermarket.tils.cfg", "poll.ms = 5");
    write("suprmarket.till.cfg", "poll.ms = 5");
    write("supermarket.till-2.cfg", "poll.ms = 5");
    write("supermarket.tills.cfg", "poll.ms = 5");
    write("supermarket.till.config", "poll.ms = 5");
    write("supermarket.elsewhere.cfg", "poll.ms = x");
    write("org.example.cfg", "some = ${thing}");

    Plan plan = plan();

    assertThat(lines(plan))
        .containsExactly(
            "etc/supermarket.till-2.cfg: it is not read, because there is one only:"
                + " supermarket.till.cfg",
            "etc/supermarket.till.config: it is not read, because its name does not end with .cfg",
            "etc/supermarket.tills.cfg: it is not read, because there may be several: call it"
                + " supermarket.tills-NAME.cfg",
            "etc/supermarket.tils.cfg: nothing here has the configuration 'supermarket.tils'; did"
                + " you mean 'supermarket.till'?",
            "etc/suprmarket.till.cfg: nothing here has the configuration 'suprmarket.till'; did you"
                + " mean 'supermarket.till'?");
    assertThat(values(plan, "org.example.cfg")).containsOnly(entry("some", "${thing}"));
    assertThat(values(plan, TILL)).as("its defaults").isEmpty();
    assertThat(plan.elsewhere()).containsExactly("supermarket.elsewhere.cfg");
  }

  @Test
  void placeholdersAreTheFrameworksProperties() {
    properties.put("port", "99");
    write(TILL, "poll.ms = ${port:-1}\ngrace.ms = ${none:-7}\nname = ${nothing}\n");
    assertThat(lines(plan())).singleElement().asString().contains("name = ${nothing}, but must be");

    write(TILL, "poll.ms = ${port:-1}\ngrace.ms = ${none:-7}\n");
    assertThat(values(plan(), TILL)).containsOnly(entry("poll.ms", 99), entry("grace.ms", 7L));
  }

  @Test
  void whatWasGoodIsFilledInAnewAtTheNextStart() throws Exception {
    write(TILL, "poll.ms = ${port:-1}");
    settle();
    write(TILL, "poll.ms = ${port:-1}\nlanes = none");
    properties.put("port", "77");

    assertThat(values(plan(), TILL)).containsOnly(entry("poll.ms", 77));
  }

  @Test
  void aPasswordIsNeverShown() {
    write(TILL, "password = geheim\nname = tcp://me:geheim@host\npoll.ms = geheimpassword");

    assertThat(lines(plan())).hasSize(3).noneMatch(line -> line.contains("geheim"));
  }

  @Test
  void aFileThatIsNoTextIsTold() {
    files.put(TILL, new FileText("", "is no text in UTF-8"));
    write(FIRST, "name = \\u12");

    assertThat(lines(plan()))
        .containsExactly(
            "etc/supermarket.till.cfg: it is no text in UTF-8" + NEVER,
            "etc/supermarket.tills-1.cfg: it has a Unicode escape without four hexadecimal digits"
                + NEVER);
  }

  @Test
  void aKeyThatStandsThereTwiceIsTold() {
    write(TILL, "poll.ms = 5\npoll.ms = 6\n");

    Plan plan = plan();

    assertThat(values(plan, TILL)).containsOnly(entry("poll.ms", 6));
    assertThat(lines(plan)).singleElement().asString().contains("'poll.ms' stands there twice");
  }

  @Test
  void ofManyFaultsTwentyAreTold() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("key").append(i).append(" = x\n");
    }
    write(TILL, text.toString());

    assertThat(lines(plan()))
        .hasSize(21)
        .last()
        .isEqualTo("etc/supermarket.till.cfg: and 980 faults more");
  }

  @Test
  void twoOfOneNameAreTold() throws Exception {
    write(FIRST, "name = a");
    write(SECOND, "name = a");

    Plan plan = settle();

    assertThat(values(plan, FIRST)).containsOnly(entry("name", "a"));
    assertThat(values(plan, SECOND)).isNull();
    assertThat(lines(plan))
        .singleElement()
        .asString()
        .startsWith(
            "etc/supermarket.tills-2.cfg: name = a, but must be another one: it is that of"
                + " etc/supermarket.tills-1.cfg");
    assertThat(plan.troubles()).extracting("gravity").containsOnly(Gravity.WARNING);
  }

  @Test
  void aNewOneTakesNoNameFromOneThatIsThere() throws Exception {
    write(SECOND, "name = a");
    settle();
    write(FIRST, "name = a");

    Plan plan = plan();

    assertThat(values(plan, SECOND)).isNotNull();
    assertThat(values(plan, FIRST)).isNull();
  }

  @Test
  void twoMayChangeNamesAtOnce() throws Exception {
    write(FIRST, "name = a");
    write(SECOND, "name = b");
    settle();
    write(FIRST, "name = b");
    write(SECOND, "name = a");

    Plan plan = plan();

    assertThat(lines(plan)).isEmpty();
    assertThat(values(plan, FIRST)).containsOnly(entry("name", "b"));
    assertThat(values(plan, SECOND)).containsOnly(entry("name", "a"));
  }

  @Test
  void loggingLevelsAndKeysAreChecked() throws Exception {
    write(LOGGING, "log4j2.logger.basket.name = x\nlog4j2.logger.basket.level = info \n");
    assertThat(lines(settle())).isEmpty();
    write(
        LOGGING,
        """
        log4j2.logger.basket.name = x
        log4j2.logger.basket.level = INFOO
        basket.level = INFOO
        log4j2.roootLogger.level = INFO
        log4j2.logger.activemq.levle = WARN
        log4j2.appender.file.fileName = ${supermarket.data}/${date:yyyy}.log
        """);

    Plan plan = plan();

    assertThat(values(plan, LOGGING)).contains(entry("log4j2.logger.basket.level", "info"));
    assertThat(lines(plan))
        .containsExactly(
            "etc/org.ops4j.pax.logging.cfg: 'basket.level' is unknown and does nothing; did you"
                + " mean 'log4j2.logger.basket.level'?",
            "etc/org.ops4j.pax.logging.cfg: 'log4j2.logger.activemq.levle' is unknown and does"
                + " nothing; did you mean 'level'?",
            "etc/org.ops4j.pax.logging.cfg: log4j2.logger.basket.level = INFOO, but must be OFF,"
                + " FATAL, ERROR, WARN, INFO, DEBUG, TRACE or ALL; what it said before stays in"
                + " force",
            "etc/org.ops4j.pax.logging.cfg: 'log4j2.roootLogger.level' is unknown and does nothing;"
                + " did you mean 'rootLogger'?");
  }

  @Test
  void theDefaultLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      write(LOGGING, "log4j2.rootLogger.level = info");
      write(TILL, "PASSWORDI = geheim\npoll.ms = ii");
      assertThat(lines(plan())).hasSize(2).noneMatch(line -> line.contains("geheim"));
    } finally {
      Locale.setDefault(before);
    }
  }
}
