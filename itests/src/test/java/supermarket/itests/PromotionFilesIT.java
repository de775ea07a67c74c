package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.assertj.core.api.AbstractStringAssert;
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
import supermarket.basket.api.catalogue.Catalogue;

/** Promotions change in their file, rightly and wrongly, and their kinds come and go, over HTTP. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PromotionFilesIT {

  private static final Path HOME = Container.home(PromotionFilesIT.class);
  private static final Path FILE = HOME.resolve("etc/promotions.json");

  private static final String PRODUCTS =
      """
      {"currency": "EUR", "products": [
        {"code": "A", "unit_price": 10.00, "strategy": "flat-price"},
        {"code": "B", "unit_price": 5.00, "strategy": "flat-price"}]}
      """;

  /** One off B: which amount says which file is in force. */
  private static final String MARK =
      """
      {"id": "mark", "kind": "threshold", "group": "mark",
       "parameters": {"of": "B", "pieces": 1, "off": "OFF"}}
      """;

  private static final String HALF =
      """
      {"id": "half", "kind": "cheapest-at-share", "parameters": {"of": "A", "share": "50%"}}
      """;

  @Inject private BundleContext context;
  @Inject private Catalogue catalogue;

  private Store store;

  @Configuration
  public Option[] container() throws IOException {
    Option[] options = Container.of(PromotionFilesIT.class);
    Files.writeString(HOME.resolve("etc/catalogue.json"), PRODUCTS);
    // What is gone is gone at once: UpgradeIT is about the wait for what comes instead.
    DistributionFolder.configure(HOME, "supermarket.product.manager", "successor.wait.ms", "0");
    return options;
  }

  @Before
  public void open() throws IOException {
    store = Store.of(HOME);
    write("4.00", HALF);
    awaitApplied("half*1=5.00", "A*2");
    assertProblems(AbstractStringAssert::isEmpty);
  }

  @After
  public void close() {
    store.close();
  }

  /** Writes the file as its author would, and waits until it is in force. */
  private void write(String mark, String... promotions) throws IOException {
    Files.writeString(
        FILE,
        "{\"groups\": [\"mark\"], \"promotions\": [%s%s]}"
            .formatted(
                Stream.of(promotions).map(each -> each + ", ").collect(Collectors.joining()),
                MARK.replace("OFF", mark)));
    await().untilAsserted(() -> assertThat(applied("B")).isEqualTo("mark*1=" + mark));
  }

  private void awaitApplied(String expected, String... items) {
    await().untilAsserted(() -> assertThat(applied(items)).isEqualTo(expected));
  }

  private String applied(String... items) {
    return Till.in(store, "sp1").price(items).applied();
  }

  /** Kinds are asked after a file was read: until they have answered, another reason is told. */
  private void assertProblems(Consumer<AbstractStringAssert<?>> assertion) {
    await().untilAsserted(() -> assertion.accept(assertThat(problems())));
  }

  private String problems() {
    return String.join("\n", catalogue.problems());
  }

  @Test
  public void aWrongEntryRejectsItselfOnlyAndIsNamed() throws IOException {
    write(
        "1.00",
        HALF,
        """
        {"id": "bad-hours", "kind": "threshold", "hours": "11-14",
         "parameters": {"pieces": 1, "off": "1.00"}}
        """,
        """
        {"id": "bad-member", "kind": "threshold", "until_when": "2030-01-01",
         "parameters": {"pieces": 1, "off": "1.00"}}
        """,
        """
        {"id": "bad-kind", "kind": "treshold", "parameters": {"pieces": 1, "off": "1.00"}}
        """,
        """
        {"id": "bad-set", "kind": "cheapest-free", "parameters": {"of": "none", "take": 3}}
        """,
        """
        {"id": "bad-price", "kind": "n-for-price", "parameters": {"of": "A", "take": 3, "price": 1.999}}
        """);
    assertThat(applied("A*2", "B")).isEqualTo("half*1=5.00 mark*1=1.00");
    assertProblems(
        problems ->
            problems
                .contains("promotion bad-hours in its file: 'hours': '11-14' are no hours")
                .contains("promotion bad-member in its file: unknown member 'until_when'")
                .containsPattern("promotion bad-kind in its file: .*'treshold'")
                .containsPattern("promotion bad-set in its file: .*'of' is 'none'")
                .containsPattern("promotion bad-price in its file: .*'price'")
                .doesNotContain("half", "mark"));
    assertThat(store.get("/health/ready").status()).isEqualTo(200);
    write("2.00", HALF);
    assertProblems(AbstractStringAssert::isEmpty);
  }

  @Test
  public void whatWasGoodStaysInForceWhenItsEntryIsNoPromotionAnyMore() throws IOException {
    write("1.00", HALF.replace("\"parameters\"", "\"days\": [\"SOMEDAY\"], \"parameters\""));
    assertThat(applied("A*2")).isEqualTo("half*1=5.00");
    assertThat(problems()).contains("promotion half in its file: 'days'");

    write("2.00", HALF.replace("50%", "25%"));
    awaitApplied("half*1=7.50", "A*2");
    assertProblems(AbstractStringAssert::isEmpty);
  }

  @Test
  public void whatWasGoodStaysInForceWhenItsKindRefusesTheEntry() throws IOException {
    write("1.00", HALF.replace("50%", "150%"));
    assertProblems(problems -> problems.contains("promotion half in its file", "'share'"));
    assertThat(applied("A*2")).isEqualTo("half*1=5.00");

    write("2.00", HALF.replace("50%", "25%"));
    awaitApplied("half*1=7.50", "A*2");
    assertProblems(AbstractStringAssert::isEmpty);
  }

  @Test
  public void whatWasGoodStaysInForceWhenItsEntryNamesNoKind() throws IOException {
    write("1.00", HALF.replace("cheapest-at-share", "cheapest-at-chair"));
    assertProblems(problems -> problems.contains("promotion half", "'cheapest-at-chair'"));
    assertThat(applied("A*2")).isEqualTo("half*1=5.00");
  }

  @Test
  public void aFileThatCannotBeReadChangesNothing() throws IOException {
    Files.writeString(FILE, "{\"promotions\": [");
    await().untilAsserted(() -> assertThat(problems()).contains("promotions.json", "not JSON"));
    assertThat(applied("A*2", "B")).isEqualTo("half*1=5.00 mark*1=4.00");
    write("1.00", HALF);
    assertProblems(AbstractStringAssert::isEmpty);
  }

  @Test
  public void aPromotionThatIsTakenOutOfTheFileHasEnded() throws IOException {
    write("1.00");
    assertThat(applied("A*2")).isEmpty();
    write("2.00", HALF);
    awaitApplied("half*1=5.00", "A*2");
  }

  @Test
  public void theLastPromotionThatIsTakenOutOfTheFileHasEnded() throws IOException {
    Files.writeString(FILE, "{\"promotions\": []}");
    awaitApplied("", "A*2", "B");
  }

  @Test
  public void aPromotionWhoseKindLeavesIsDroppedAndComesBackWithIt() throws IOException {
    Path jar = HOME.resolve("strategies/supermarket.promotion.cheapest.at.share.jar");
    byte[] content = Files.readAllBytes(jar);
    Files.delete(jar);
    awaitApplied("mark*1=4.00", "A*2", "B");
    assertThat(Till.in(store, "sp1").price("A*2", "B").total()).isEqualTo("21.00");
    assertThat(problems()).contains("promotion half is not in force", "'cheapest-at-share'");

    Files.write(jar, content);
    awaitApplied("half*1=5.00 mark*1=4.00", "A*2", "B");
    assertProblems(AbstractStringAssert::isEmpty);
  }

  @Test
  public void aKindThatIsStoppedAndStartedTakesItsPromotionsAlong() throws Exception {
    Bundle kind = bundle("supermarket.promotion.threshold");
    kind.stop();
    awaitApplied("half*1=5.00", "A*2", "B");
    kind.start();
    awaitApplied("half*1=5.00 mark*1=4.00", "A*2", "B");
  }

  private Bundle bundle(String symbolicName) {
    for (Bundle bundle : context.getBundles()) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    throw new AssertionError("no bundle " + symbolicName);
  }
}
