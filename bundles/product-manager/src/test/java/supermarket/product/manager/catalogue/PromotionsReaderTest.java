package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;

class PromotionsReaderTest {

  private static final Product A = new Product("A", "", Money.parse("EUR 1.00"), "s", Map.of());

  private static PromotionsText read(String json) throws IOException {
    return PromotionsReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Promotions> promotions() {
    Arbitrary<String> codes = Arbitraries.of("CO1", "7", "ö\"\\", "\ud83c\udf4e", "all");
    Arbitrary<String> names = Arbitraries.of("drinks", "a-b", "7", "x".repeat(64));
    return Combinators.combine(
            Arbitraries.maps(names, codes.set().ofMinSize(1)).ofMaxSize(3),
            codes.set(),
            names.list().uniqueElements().ofMaxSize(3),
            PromotionFieldsTest.promotions().list().ofMaxSize(4))
        .as((sets, none, groups, all) -> new Promotions(sets, none, groups, byId(all)));
  }

  private static Map<String, Promotion> byId(List<Promotion> all) {
    return all.stream().collect(Collectors.toMap(Promotion::id, it -> it, (one, other) -> one));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsReadAgain(@ForAll("promotions") Promotions promotions) throws IOException {
    byte[] written = PromotionsWriter.write(promotions);
    assertThat(PromotionsReader.read(written)).isEqualTo(new PromotionsText(promotions, Map.of()));
    assertThat(PromotionsWriter.write(PromotionsReader.read(written).right())).isEqualTo(written);
    Agreed all = new Agreed(CurrencyUnit.EUR, Stores.NONE, promotions, Products.NONE.with(A));
    assertThat(CatalogueReader.read(CatalogueWriter.write(all)).whole()).isEqualTo(all);
  }

  @Test
  void readsWhatPeopleWrite() throws IOException {
    PromotionsText text =
        read(
            """
            {'sets': {'drinks': ['CO1', 7, 'CO1']}, 'no_offers': ['DEP25'],
             'groups': ['members', 'percent'],
             'promotions': [
               {'id': 'lunch', 'kind': 'bundle',
                'parameters': {'price': 4.50, 'drink': 'drinks', 'much': 1e2, 'yes': true},
                'stores': ['sp1', 2], 'member': true, 'at_most': 3, 'dark': false},
               {'kind': 'x', 'id': 7}]}
            """);
    assertThat(text.faults()).isEmpty();
    assertThat(text.right().sets()).isEqualTo(Map.of("drinks", Set.of("CO1", "7")));
    assertThat(text.right().noOffers()).containsExactly("DEP25");
    assertThat(text.right().groups()).containsExactly("members", "percent");
    assertThat(text.right().get("lunch"))
        .isEqualTo(
            new Promotion(
                "lunch",
                "",
                "bundle",
                Map.of("price", "4.50", "drink", "drinks", "much", "1e2", "yes", "true"),
                new Conditions(null, null, Set.of(), null, Set.of("2", "sp1"), true, ""),
                "",
                3,
                false));
    assertThat(text.right().byId()).containsOnlyKeys("7", "lunch");
  }

  @Test
  void anEmptyObjectHasNone() throws IOException {
    assertThat(read("{}")).isEqualTo(new PromotionsText(Promotions.NONE, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'id': 'bad' | bad | 'kind' must have 1 to 128 characters",
        "'kind': 'x' | promotion at line 3 | 'id': the name of a promotion",
        "'id': ['bad'], 'kind': 'x' | promotion at line 3 | 'id' has a value of the wrong kind",
        "'id': null, 'kind': 'x' | promotion at line 3 | 'id' has a value of the wrong kind",
        "'id': 'bad', 'kind': {} | bad | 'kind' has a value of the wrong kind",
        "'id': 'bad', 'kind': 'x', 'price': 1 | bad | unknown member 'price'",
        "'id': 'bad', 'kind': 'x', 'price': [] | bad | 'price' has a value of the wrong kind",
        "'id': 'bad', 'kind': 'x', 'parameters': 1 | bad | unknown member 'parameters'",
        "'id': 'bad', 'kind': 'x', 'parameters': [] | bad | 'parameters' has a value of the wrong",
        "'id': 'bad', 'kind': 'x', 'parameters': {'of': ['a']} | bad | parameter 'of' must be a",
        "'id': 'bad', 'kind': 'x', 'parameters': {'of': null} | bad | parameter 'of' must be a",
        "'id': 'bad', 'kind': 'x', 'days': 'MON' | bad | 'days' has a value of the wrong kind",
        "'id': 'bad', 'kind': 'x', 'stores': [{'id': [1]}] | bad | 'stores' must have texts",
        "'id': 'bad', 'kind': 'x', 'stores': [''] | bad | 'stores' must have 1 to",
        "'id': 'bad', 'kind': 'x', 'hours': ['11:00-12:00'] | bad | 'hours' has a value of the",
        "'id': 'bad', 'kind': 'x', 'at_most': 1.5 | bad | 'at_most' must be a whole number",
        "'id': 'bad', 'kind': 'x', 'member': 1 | bad | 'member' must be true or false",
        "'id': 'good', 'kind': 'y' | good | it is there more than once",
        "'id': 'good' | good | 'kind' must have",
      })
  void aWrongEntryIsNamedWithItsMemberAndLineAndLeavesTheOthers(
      String entry, String name, String why) throws IOException {
    PromotionsText text =
        read(
            """
            {'sets': {'s': ['A']}, 'promotions': [
              {'id': 'good', 'kind': 'x'},
              {%s},
              {'id': 'other', 'kind': 'x'}]}
            """
                .formatted(entry));
    assertThat(text.faults()).containsOnlyKeys(name);
    assertThat(text.faults().get(name)).contains(why).endsWith("(line 3)");
    assertThat(text.right().byId().keySet()).contains("other").doesNotContain("bad", name);
    assertThat(text.right().byId().containsKey("good")).isEqualTo(!name.equals("good"));
    assertThat(text.right().sets()).containsOnlyKeys("s");
  }

  @Test
  void ofSeveralOfOneIdNoneIsTaken() throws IOException {
    String entry = "{'id': 'a', 'kind': 'x'}";
    for (int count = 2; count < 5; count++) {
      String all = String.join(", ", Collections.nCopies(count, entry));
      PromotionsText text = read("{'promotions': [" + all + "]}");
      assertThat(text.right().byId()).isEmpty();
      assertThat(text.faults()).containsOnlyKeys("a");
    }
  }

  /** It goes to the log and to health. */
  @Test
  void whatIsToldOfAnIdOrAMemberIsPlainAndShort() throws IOException {
    PromotionsText text =
        read(
            "{'promotions': [{'id': '\\n\\u001b[31m%s', 'kind': 'x'}, {'id': 'a', '\\n%s': 1}]}"
                .formatted("x".repeat(10_000), "y".repeat(10_000)));
    assertThat(text.right().byId()).isEmpty();
    assertThat(text.faults()).hasSize(2);
    text.faults()
        .forEach(
            (name, why) -> {
              assertThat(name + why).doesNotContain("\n", "\u001b");
              assertThat(name).hasSizeLessThan(100);
              assertThat(why).hasSizeLessThan(400);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the promotions must be an object",
        "{'promotions': [} | not JSON at line 1",
        "{'promotions': []} {} | nothing more was expected after the end",
        "{'promotions': [{'id': 'a' | not JSON at line 1",
        "{'promotions': {}} | 'promotions' must be an array (line 1)",
        "{'promotions': ['lunch']} | a promotion must be an object (line 1)",
        "{'promotions': [{'id': 'a', 'id': 'b'}]} | Duplicate field 'id'",
        "{'promotion': []} | unknown member 'promotion': there are sets, no_offers, groups",
        "{'sets': []} | 'sets' must be an object",
        "{'sets': {'a': 'A'}} | 'a' must be an array of texts",
        "{'sets': {'a': [1.5]}} | 'a' must be a text",
        "{'sets': {'a': [['A']]}} | 'a' must be a text",
        "{'sets': {'a': []}} | the set 'a': a set has a product",
        "{'sets': {'all': ['A']}} | 'all' is there anyhow",
        "{'sets': {'A': ['A']}} | the name of a set must be of 1 to 64 small letters",
        "{'sets': {'a': ['A'], 'a': ['B']}} | Duplicate field 'a'",
        "{'sets': {'a': ['\\ud800']}} | half of a surrogate pair",
        "{'no_offers': 'A'} | 'no_offers' must be an array of texts",
        "{'no_offers': [null]} | 'no_offers' must be a text",
        "{'groups': {}} | 'groups' must be an array of texts",
        "{'groups': ['A']} | the name of a group must be of",
        "{'groups': [], 'groups': []} | Duplicate field 'groups'",
      })
  void whatIsWrongAroundThePromotionsRefusesTheWholeFile(String json, String why) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(json))
        .withMessageContaining(why);
  }

  /** A code of eight digits is a GTIN; zeros say how an amount was written. */
  @Test
  void numbersAreWrittenAsPeopleWriteThem() throws IOException {
    String parameters =
        """
        {"a": 4.50, "b": 3, "c": 0.30, "d": "96385074", "e": "007", "f": "50%", "g": "-1", "h": "."}\
        """;
    Promotions read =
        read("{'promotions': [{'id': 'a', 'kind': 'x', 'parameters': " + parameters + "}]}")
            .right();
    assertThat(read.byId().get("a").parameters()).containsEntry("a", "4.50");
    assertThat(new String(PromotionsWriter.write(read), StandardCharsets.UTF_8))
        .contains(parameters);
    assertThat(PromotionsReader.read(PromotionsWriter.write(read)).right()).isEqualTo(read);
  }

  @Test
  void eachPromotionHasALineOfItsOwn() throws IOException {
    Promotions two =
        read("{'promotions': [{'id': 'b', 'kind': 'x'}, {'id': 'a', 'kind': 'x'}]}").right();
    assertThat(new String(PromotionsWriter.write(two), StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains("\"a\"") && !line.contains("\"b\""))
        .anyMatch(line -> line.contains("\"b\"") && !line.contains("\"a\""));
  }
}
