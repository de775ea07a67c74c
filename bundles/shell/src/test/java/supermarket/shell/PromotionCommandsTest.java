package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Hours;
import supermarket.basket.api.promotion.Promotion;

class PromotionCommandsTest {

  private final FakeCatalogue catalogue = FakeCatalogue.stocked();
  private final Apps apps = new Apps();
  private final PromotionCommands commands = new PromotionCommands(apps);
  private final Completion completion = new Completion(apps);

  @BeforeEach
  void startTheApps() {
    apps.catalogue = catalogue;
    apps.products = catalogue;
  }

  private static void assertRefused(Runnable command, String... words) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(command::run)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private Promotion promotion(String id) {
    return catalogue.promotions().byId().get(id);
  }

  @Test
  void aPromotionIsAddedWithAllThatIsSaidOfIt() {
    assertThat(
            commands.add(
                "lunch",
                "bundle",
                "price=4.50",
                "--name",
                "Lunch",
                "--from",
                "2026-12-01",
                "--until",
                "2026-12-24",
                "--day",
                "MON",
                "--day",
                "fri",
                "--hours",
                "11:00-14:00",
                "--store",
                "sp1",
                "--store",
                "group:south",
                "--code",
                "lunch",
                "--group",
                "g",
                "--at-most",
                "3",
                "--member",
                "--dark",
                "drink=drinks"))
        .startsWith("Done");
    assertThat(promotion("lunch"))
        .isEqualTo(
            new Promotion(
                "lunch",
                "Lunch",
                "bundle",
                Map.of("price", "4.50", "drink", "drinks"),
                new Conditions(
                    LocalDateTime.parse("2026-12-01T00:00"),
                    LocalDateTime.parse("2026-12-25T00:00"),
                    Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    Hours.of("11:00-14:00"),
                    Set.of("sp1", "group:south"),
                    true,
                    "LUNCH"),
                "g",
                3,
                true));
  }

  @Test
  void aPromotionThatIsThereIsNotAdded() {
    commands.add("a", "bundle", "price=1.00");
    assertRefused(() -> commands.add("a", "other"), "promotion:change");
    assertThat(promotion("a").kind()).isEqualTo("bundle");
  }

  @Test
  void whatIsNotGivenStays() {
    commands.add("a", "bundle", "price=1.00", "of=A", "--until", "2026-12-24", "--day", "MON");
    commands.change("a", "price=2.00", "--hours", "11:00-14:00");
    assertThat(promotion("a").parameters()).isEqualTo(Map.of("price", "2.00", "of", "A"));
    assertThat(promotion("a").conditions())
        .isEqualTo(
            new Conditions(
                null,
                LocalDateTime.parse("2026-12-25T00:00"),
                Set.of(DayOfWeek.MONDAY),
                Hours.of("11:00-14:00"),
                Set.of(),
                false,
                ""));
  }

  @Test
  void aConditionThatIsEmptyIsTakenAway() {
    commands.add(
        "a",
        "bundle",
        "price=1.00",
        "--name",
        "A",
        "--from",
        "2026-12-01",
        "--until",
        "2026-12-24",
        "--day",
        "MON",
        "--hours",
        "11:00-14:00",
        "--store",
        "sp1",
        "--code",
        "C",
        "--group",
        "g",
        "--at-most",
        "3",
        "--member",
        "--dark");
    commands.change(
        "a",
        "--name",
        "",
        "--from",
        "",
        "--until",
        "",
        "--day",
        "",
        "--hours",
        "",
        "--store",
        "",
        "--code",
        "",
        "--group",
        "",
        "--at-most",
        "",
        "--everybody",
        "--live");
    assertThat(promotion("a"))
        .isEqualTo(
            new Promotion(
                "a",
                "",
                "bundle",
                Map.of("price", "1.00"),
                Conditions.NONE,
                "",
                Long.MAX_VALUE,
                false));
  }

  @Test
  void aListThatIsGivenTakesThePlaceOfTheOneBefore() {
    commands.add("a", "bundle", "--day", "MON", "--day", "TUE");
    commands.change("a", "--day", "SUN");
    assertThat(promotion("a").conditions().days()).containsExactly(DayOfWeek.SUNDAY);
  }

  @Test
  void aParameterThatIsEmptyIsTakenAway() {
    commands.add("a", "bundle", "price=1.00", "of=A");
    commands.change("a", "of=");
    assertThat(promotion("a").parameters()).isEqualTo(Map.of("price", "1.00"));
    assertRefused(() -> commands.add("b", "bundle", "of="), "'of=' is no parameter");
    assertRefused(() -> commands.change("a", "=1"), "'=1' is no parameter");
  }

  @Test
  void theKindOfAPromotionCannotBeChanged() {
    commands.add("a", "bundle", "price=1.00");
    assertRefused(
        () -> commands.change("a", "kind=other"),
        "kind of a promotion cannot be changed",
        "promotion:remove a",
        "promotion:add");
    commands.add("b", "bundle", "kind=cola");
    commands.change("b", "kind=tea");
    assertThat(promotion("b").parameters()).isEqualTo(Map.of("kind", "tea"));
  }

  @Test
  void anEndedPromotionIsOverInEachStore() {
    commands.add("a", "bundle", "--from", "2020-01-01", "--store", "sp1");
    assertThat(commands.end("a")).startsWith("Done");
    Conditions ended = promotion("a").conditions();
    assertThat(ended.isOver(LocalDateTime.now(ZoneOffset.ofHours(-12)).plusSeconds(1))).isTrue();
    assertThat(ended.from()).isEqualTo("2020-01-01T00:00:00");
    assertThat(ended.stores()).containsExactly("sp1");
  }

  @Test
  void aPromotionThatWasToComeIsEndedToo() {
    commands.add("a", "bundle", "--from", "9998-01-01", "--until", "9998-12-31", "--member");
    commands.end("a");
    Conditions ended = promotion("a").conditions();
    assertThat(ended.isOver(LocalDateTime.now(ZoneOffset.UTC))).isTrue();
    assertThat(ended.from()).isEqualTo("9998-01-01T00:00:00");
    assertThat(ended.member()).isTrue();
    assertThat(commands.list()).contains("from 9998-01-01, until 9998-01-01T00:00");
    commands.change("a", "--until", "");
    assertThat(promotion("a").conditions().until()).isNull();
  }

  /** Otherwise it would have held for longer than it did. */
  @Test
  void whatHasEndedBeforeDoesNotEndLater() {
    commands.add("a", "bundle", "--until", "2020-12-24");
    commands.end("a");
    assertThat(promotion("a").conditions().until()).isEqualTo("2020-12-25T00:00:00");
  }

  @Test
  void aPromotionIsRemoved() {
    commands.add("a", "bundle");
    assertThat(commands.remove("a")).startsWith("Done");
    assertThat(catalogue.promotions().byId()).isEmpty();
  }

  @Test
  void aSlipIsTold() {
    commands.add("lunch", "bundle");
    assertRefused(() -> commands.change("lunhc", "price=1.00"), "no promotion 'lunhc'");
    assertRefused(() -> commands.end("dinner"), "no promotion 'dinner'");
    assertRefused(() -> commands.remove("dinner"), "no promotion 'dinner'");
    assertRefused(() -> commands.show("lunhc"), "no promotion 'lunhc'", "did you mean 'lunch'?");
    assertRefused(() -> commands.add("Lunch", "bundle"), "'id'", "small letters");
    assertRefused(() -> commands.add("a", "bundle", "--until", "24.12."), "'until' is no time");
    assertRefused(() -> commands.add("a", "bundle", "--day", "MO"), "'days'");
    assertRefused(() -> commands.add("a", "bundle", "--at-most", "0"), "'at_most'");
    assertRefused(() -> commands.add("a", "bundle", "--untill", "x"), "--until");
    assertRefused(() -> commands.add("a", "bundle", "--until"), "its value is missing");
    assertRefused(
        () -> commands.add("a", "bundle", "--code", "A", "--code", "B"), "'code'", "more than one");
    assertRefused(() -> commands.add("a"), "promotion:add");
    assertThat(catalogue.promotions().byId()).containsOnlyKeys("lunch");
  }

  @Test
  void optionsOfTheOrderAreTakenAlong() {
    commands.add("--dry-run", "--without", "n2", "a", "bundle");
    assertThat(catalogue.last.dryRun()).isTrue();
    assertThat(catalogue.last.without()).containsExactly("n2");
  }

  @Test
  void setsAreMadeShownAndTakenAway() {
    assertThat(commands.set("drinks", "GR1", "XX", "GR1")).startsWith("Done");
    assertThat(catalogue.promotions().sets()).isEqualTo(Map.of("drinks", Set.of("GR1", "XX")));
    assertThat(commands.sets()).contains("drinks", "GR1 XX", "not in the catalogue: XX");
    commands.set("drinks", "none");
    assertThat(catalogue.promotions().sets()).isEmpty();
    assertThat(commands.sets()).contains("There is no set.", "Without offers: -", "Groups: -");
    assertRefused(() -> commands.set("drinks", "none"), "no set 'drinks'");
    assertRefused(() -> commands.set("all", "GR1"), "'all' is there anyhow");
    assertRefused(() -> commands.set("Drinks", "GR1"), "small letters");
    assertRefused(() -> commands.set("drinks"), "promotion:set");
  }

  @Test
  void productsAreExcludedAndGroupsAreOrdered() {
    commands.exclude("SR1", "GR1");
    commands.groups("percent", "amount");
    assertThat(catalogue.promotions().noOffers()).containsExactly("GR1", "SR1");
    assertThat(catalogue.promotions().groups()).containsExactly("percent", "amount");
    assertThat(commands.sets()).contains("Without offers: GR1 SR1", "Groups: percent, amount");
    commands.exclude("none");
    commands.groups("none");
    assertThat(catalogue.promotions().isEmpty()).isTrue();
    assertRefused(() -> commands.groups("A"), "small letters");
  }

  @Test
  void theListSaysWhatIsNotInForceAndWhatIsWrong() {
    assertThat(commands.list()).contains("There is no promotion.", "promotion:add");
    commands.add("a", "bundle", "price=1.00", "--until", "2026-12-24", "--dark");
    catalogue.problems.add("promotion b in its file: 'kind' is missing");
    catalogue.problems.add("product x is wrong");
    assertThat(commands.list())
        .contains("price=1.00", "until 2026-12-24", "not in force")
        .contains("Problem: ", "romotion b in its file")
        .doesNotContain("product x");
  }

  @Test
  void aPromotionIsShownWithWhyItIsNotInForce() {
    commands.add("a", "bundle", "price=1.00", "--at-most", "3", "--member");
    assertThat(commands.show("a"))
        .contains("at most", "member", "price=1.00", "not in force", "no live promotion kind");
  }

  private List<String> offered(String... words) {
    return completion.candidates(words[0], List.of(words), words.length - 1);
  }

  @Test
  void promotionsSetsAndProductsAreOffered() {
    commands.add("a", "bundle");
    commands.add("b", "bundle");
    commands.set("drinks", "GR1");
    for (String command : List.of("show", "change", "end", "remove")) {
      assertThat(offered("promotion:" + command, "")).containsExactly("a", "b");
    }
    assertThat(offered("promotion:show", "a", "")).isEmpty();
    assertThat(offered("promotion:set", "")).containsExactly("drinks");
    assertThat(offered("promotion:set", "drinks", "")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("promotion:exclude", "")).containsExactly("GR1", "MF1", "SR1");
    assertThat(offered("promotion:add", "")).isEmpty();
  }
}
