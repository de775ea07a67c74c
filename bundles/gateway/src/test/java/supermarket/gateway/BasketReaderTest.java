package supermarket.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.Item;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;

class BasketReaderTest {

  @Test
  void readsCodesAndQuantitiesInOrderOfFirstAppearance() throws Refusal.Thrown {
    Basket basket =
        read(
            """
            {"supermarket_id": "sp1", "user_id": "u7",
             "items": ["GR1", "SR1", {"product": "CF1", "quantity": 3}, "GR1", {"quantity": 2, "product": "SR1"}]}
            """);

    assertThat(basket.owner()).isEqualTo(new UserId("sp1", "u7"));
    assertThat(basket.items())
        .containsExactly(new Item("GR1", 2), new Item("SR1", 3), new Item("CF1", 3));
    assertThat(basket.scanned()).isEqualTo(5);
  }

  @Test
  void whatIsWeighedIsAnItemOfItsOwnEachTime() throws Refusal.Thrown {
    Basket basket =
        read(
            """
            {"supermarket_id": "sp1", "user_id": "u7",
             "items": [{"product": "APPLES", "weight": 0.345}, "GR1", {"weight": "1.5", "product": "APPLES"},
                       {"product": "APPLES", "weight": 0.345}, "GR1"]}
            """);
    assertThat(basket.items())
        .containsExactly(
            new Item("APPLES", 1, new Weight(345)),
            new Item("GR1", 2),
            new Item("APPLES", 1, new Weight(1500)),
            new Item("APPLES", 1, new Weight(345)));
    assertThat(basket.scanned()).isEqualTo(5);
  }

  @Test
  void readsTheSameInPieces() throws Refusal.Thrown {
    String body =
        """
        {"note": {"a": [1, {"b": "\\u20AC é \uD83C\uDF53"}], "c": -1.5e3}, "user_id": -12, "supermarket_id": "Zürich \uD83C\uDF53",
         "items": ["é", {"product": "\\u00e9", "quantity": 1000000000, "more": [[]]}], "x": null}
        """;
    byte[] bytes = body.getBytes(UTF_8);
    Basket whole = read(body);
    for (int size = 1; size < 9; size++) {
      try (BasketReader reader = new BasketReader(TestSettings.DEFAULTS)) {
        for (int start = 0; start < bytes.length; start += size) {
          reader.feed(bytes, start, Math.min(bytes.length, start + size));
        }
        assertThat(reader.end()).isEqualTo(whole);
      }
    }
    assertThat(whole)
        .isEqualTo(
            new Basket(
                new UserId("Zürich \uD83C\uDF53", "-12"),
                List.of(new Item("é", 1_000_000_001)),
                BasketFacts.NONE,
                2));
  }

  @Test
  void readsWhatIsSaidBesidesItems() throws Refusal.Thrown {
    Basket basket =
        read(
            """
            {"codes": [" test", "TEST ", "Lunch"], "member": true, "explain": true,
             "supermarket_id": "s", "user_id": "u", "items": ["A"]}
            """);

    assertThat(basket.facts())
        .isEqualTo(new BasketFacts(null, true, Set.of("TEST", "LUNCH"), true));
    assertThat(basket.items()).containsExactly(new Item("A", 1));
  }

  @Test
  void acceptsAnEmptyList() throws Refusal.Thrown {
    assertThat(read(basket("")).items()).isEmpty();
  }

  @Test
  void takesAnIntegerAndItsDigitsForTheSameId() throws Refusal.Thrown {
    String body = "{\"supermarket_id\": %s, \"user_id\": \"u\", \"items\": []}";

    assertThat(read(body.formatted("7")).owner()).isEqualTo(read(body.formatted("\"7\"")).owner());
    assertThat(read(body.formatted("9223372036854775807")).owner().supermarket())
        .isEqualTo("9223372036854775807");
    assertThat(read(body.formatted("-0")).owner().supermarket()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"supermarket_id": null, "user_id": "u", "items": []}       | supermarket_id | 20
          {"codes": "A", "user_id": "u", "items": []}                 | codes          | 11
          {"codes": ["A", 5], "user_id": "u", "items": []}            | codes[1]       | 17
          {"codes": ["A B"], "user_id": "u", "items": []}             | codes[0]       | 12
          {"codes": [""], "user_id": "u", "items": []}                | codes[0]       | 12
          {"codes": [], "codes": [], "items": []}                     | codes          | 15
          {"member": "true", "user_id": "u", "items": []}             | member         | 12
          {"member": true, "member": true, "items": []}               | member         | 18
          {"explain": 1, "user_id": "u", "items": []}                 | explain        | 13
          {"supermarket_id": 1.0, "user_id": "u", "items": []}        | supermarket_id | 20
          {"supermarket_id": 1e2, "user_id": "u", "items": []}        | supermarket_id | 20
          {"supermarket_id": true, "user_id": "u", "items": []}       | supermarket_id | 20
          {"supermarket_id": {}, "user_id": "u", "items": []}         | supermarket_id | 20
          {"supermarket_id": "", "user_id": "u", "items": []}         | supermarket_id | 20
          {"supermarket_id": 9223372036854775808, "user_id": 1, "items": []} | supermarket_id | 20
          {"supermarket_id": "s", "user_id": [], "items": []}         | user_id        | 36
          {"supermarket_id": "s", "user_id": "\\uD83C", "items": []}  | user_id        | 36
          {"supermarket_id": "s", "user_id": "\\uDF53", "items": []}  | user_id        | 36
          {"supermarket_id": "s", "user_id": "u", "items": {}}        | items          | 50
          {"supermarket_id": "s", "user_id": "u", "items": "GR1"}     | items          | 50
          {"supermarket_id": "s", "user_id": "u", "items": ["A", 1]}  | items[1]       | 56
          {"supermarket_id": "s", "user_id": "u", "items": ["A", null]}  | items[1]    | 56
          {"supermarket_id": "s", "user_id": "u", "items": [[]]}      | items[0]       | 51
          {"supermarket_id": "s", "user_id": "u", "items": [""]}      | items[0]       | 51
          {"supermarket_id": "s", "user_id": "u", "items": [{}]}      | items[0].product | 52
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A"}]} | items[0].quantity | 63
          {"supermarket_id": "s", "user_id": "u", "items": [{"quantity": 1}]}  | items[0].product | 64
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": 5, "quantity": 1}]}   | items[0].product | 63
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": 0}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": -1}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": 1000000001}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": 99999999999999999999}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": 3.0}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": 3e0}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": "3"}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "quantity": null}]} | items[0].quantity | 80
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": 0.0025}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": 0}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": "0.000"}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": -1}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": 1e2}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": 1000000}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": "1,5"}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": true}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": {}}]} | items[0].weight | 78
          {"supermarket_id": "s", "user_id": "u", "items": [{"product": "A", "weight": 1, "quantity": 1}]} | items[0].weight | 93
          """)
  void saysWhichMemberIsWrongAndWhere(String body, String field, int column) {
    Refusal refusal = refusal(body);

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.line()).isEqualTo(1);
    assertThat(refusal.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource({"supermarket_id", "user_id", "items"})
  void saysWhichMemberIsMissing(String field) {
    Refusal refusal = refusal(basket("").replace("\"" + field + "\"", "\"other\""));

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.detail()).contains("missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"supermarket_id\": \"s\", \"supermarket_id\": \"t\", \"user_id\": \"u\", \"items\": []}",
        "{\"supermarket_id\": \"s\", \"user_id\": \"u\", \"user_id\": \"u\", \"items\": []}",
        "{\"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": [], \"items\": [\"A\"]}",
        "{\"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": [{\"product\": \"A\","
            + " \"product\": \"B\", \"quantity\": 1}]}",
        "{\"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": [{\"quantity\": 1, \"product\":"
            + " \"A\", \"quantity\": 2}]}",
        "{\"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": [{\"weight\": 1, \"weight\": 1,"
            + " \"product\": \"A\"}]}",
      })
  void refusesTheSameMemberTwice(String body) {
    assertThat(refusal(body).detail()).contains("twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{",
        "{\"supermarket_id\"",
        "{\"supermarket_id\": \"s",
        "{\"supermarket_id\": tru}",
        "{'supermarket_id': 's'}",
        "{supermarket_id: \"s\"}",
        "{\"a\": 01}",
        "{\"a\": +1}",
        "{\"a\": .5}",
        "{\"a\": NaN}",
        "{\"a\": 1,}",
        "{\"a\": [1,]}",
        "{\"a\": \"\t\"}",
        "{\"a\": \"\\x\"}",
        "{\"a\": \"\\u12\"}",
        "{\"a\": 1} // comment",
        "{\"a\": /* comment */ 1}",
      })
  void refusesWhatIsNotJson(String body) {
    assertThat(refusal(body).problem()).isEqualTo(Problem.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "x", "]", "}", "1", "\"\"", "\u0000", ","})
  void refusesWhatFollowsTheBasket(String garbage) {
    assertThat(refusal(basket("") + garbage).problem()).isEqualTo(Problem.INVALID_REQUEST);
    assertThat(refusal(basket("") + "\n " + garbage).line()).isEqualTo(2);
  }

  @Test
  void saysInWhichLineJsonIsMalformed() {
    Refusal refusal =
        refusal("{\"supermarket_id\": \"s\",\n  \"user_id\": \"u\"\n  \"items\": []}");

    assertThat(refusal.detail()).startsWith("malformed JSON: ");
    assertThat(refusal.line()).isEqualTo(3);
    assertThat(refusal.column()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00C0\u00AF", // "/" in two bytes
        "\u00C1\u0081",
        "\u00E0\u0080\u00AF", // "/" in three
        "\u00F0\u0080\u0080\u00AF", // and in four
        "\u00ED\u00A0\u00BC\u00ED\u00BD\u0093", // a surrogate pair, each half by itself
        "\u00F4\u0090\u0080\u0080", // past U+10FFFF
        "\u00F8\u0088\u0080\u0080\u0080",
        "\u00FF",
        "\u0080",
        "\u00C3",
        "\u00C3x",
      })
  void refusesWhatIsNotUtf8(String latin1) {
    for (String body :
        List.of(
            basket("\"" + latin1 + "\""),
            "{\"ignored\": \"" + latin1 + "\", " + basket("").substring(1))) {
      Refusal refusal = refusal(body.getBytes(ISO_8859_1));
      assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
      assertThat(refusal.detail()).contains("is not UTF-8");
      assertThat(refusal.line()).isEqualTo(1);
    }
  }

  @Test
  void refusesOtherEncodings() {
    for (Charset other : List.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32"))) {
      assertThat(refusal(basket("").getBytes(other)).problem()).isEqualTo(Problem.INVALID_REQUEST);
      assertThat(refusal(("\uFEFF" + basket("")).getBytes(other)).problem())
          .isEqualTo(Problem.INVALID_REQUEST);
    }
  }

  @Test
  void toleratesTheByteOrderMarkOfUtf8() throws Refusal.Thrown {
    assertThat(read("\uFEFF" + basket("\"A\"")).items()).containsExactly(new Item("A", 1));
  }

  @Test
  void takesAnyCharacterThatJsonCanWrite() throws Refusal.Thrown {
    assertThat(read(basket("\"\\u0000\\r\\n\\u2028\\u202E\\\"\"")).items())
        .containsExactly(new Item("\u0000\r\n\u2028\u202E\"", 1));
  }

  @Test
  void countsCharactersNotBytes() throws Refusal.Thrown {
    String berry = "\uD83C\uDF53";
    String body = "{\"supermarket_id\": \"%s\", \"user_id\": \"u\", \"items\": [\"%s\"]}";

    assertThat(read(body.formatted(berry.repeat(128), berry.repeat(64))).scanned()).isEqualTo(1);
    assertThat(refusal(body.formatted(berry.repeat(129), berry)).field())
        .isEqualTo("supermarket_id");
    assertThat(refusal(body.formatted(berry, berry.repeat(65))).field()).isEqualTo("items[0]");
    assertThat(refusal(body.formatted("s".repeat(129), "A")).field()).isEqualTo("supermarket_id");
    assertThat(refusal(body.formatted("s".repeat(100_000), "A")).field())
        .isEqualTo("supermarket_id");
  }

  @Test
  void acceptsAsManyItemsAsAllowedAndNotOneMore() throws Refusal.Thrown {
    Settings three = TestSettings.limits(1000, 3, 3);

    assertThat(read(basket("\"A\",\"A\",\"A\""), three).scanned()).isEqualTo(3);
    Refusal refusal = refusal(basket("\"A\",\"A\",\"A\",\"A\"").getBytes(UTF_8), three);
    assertThat(refusal.problem()).isEqualTo(Problem.TOO_LARGE);
    assertThat(refusal.detail()).contains("at most 3 items");
  }

  @Test
  void acceptsAsManyProductsAsAllowedAndNotOneMore() throws Refusal.Thrown {
    String thousand = codes(1000);

    assertThat(read(basket(thousand)).items()).hasSize(1000);
    Refusal refusal = refusal(basket(thousand + ",\"one more\""));
    assertThat(refusal.problem()).isEqualTo(Problem.TOO_LARGE);
    assertThat(refusal.detail()).contains("1000 distinct products");
  }

  @Test
  void acceptsTwentyCodesAndNotOneMore() throws Refusal.Thrown {
    String body = "{\"codes\": [%s], \"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": []}";

    assertThat(read(body.formatted(codes(20))).facts().codes()).hasSize(20);
    Refusal refusal = refusal(body.formatted(codes(20) + ",\"one-more\""));
    assertThat(refusal.problem()).isEqualTo(Problem.TOO_LARGE);
    assertThat(refusal.field()).isEqualTo("codes[20]");
    assertThat(refusal.detail()).contains("at most 20 codes");
  }

  @Test
  void theSameCodeTwiceIsOneAndCountsAsTwo() throws Refusal.Thrown {
    String body = "{\"codes\": [%s], \"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": []}";
    String twenty = "\"test\",\" TEST\",".repeat(10);

    assertThat(read(body.formatted(twenty.substring(0, twenty.length() - 1))).facts().codes())
        .containsExactly("TEST");
    assertThat(refusal(body.formatted(twenty + "\"TEST\"")).problem()).isEqualTo(Problem.TOO_LARGE);
  }

  @Test
  void refusesALongCodeWithoutRepeatingIt() throws Refusal.Thrown {
    String body =
        "{\"codes\": [\"%s\"], \"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": []}";

    assertThat(read(body.formatted("a".repeat(64))).facts().codes())
        .containsExactly("A".repeat(64));
    Refusal refusal = refusal(body.formatted("a".repeat(65)));
    assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
    assertThat(refusal.field()).isEqualTo("codes[0]");
    assertThat(refusal.detail()).doesNotContain("aaaa").contains("1 to 64 characters");
  }

  @Test
  void refusesTooManyItemsBeforeTheBodyIsThere() {
    byte[] beginning = basket(codes(3)).getBytes(UTF_8);
    try (BasketReader reader = new BasketReader(TestSettings.limits(1000, 2, 1000))) {
      Refusal.Thrown thrown =
          catchThrowableOfType(
              Refusal.Thrown.class, () -> reader.feed(beginning, 0, beginning.length - 2));
      assertThat(thrown.refusal().problem()).isEqualTo(Problem.TOO_LARGE);
      assertThat(reader.supermarket()).isEqualTo("s");
      assertThat(reader.user()).isEqualTo("u");
      assertThat(reader.scanned()).isEqualTo(2);
    }
  }

  @Test
  void ignoresMembersThatItDoesNotKnowHoweverLarge() throws Refusal.Thrown {
    String large =
        "{\"x\": [" + "{\"y\": \"z\"},".repeat(50_000) + "\"" + "s".repeat(500_000) + "\"]}";
    assertThat(read("{\"more\": " + large + ", " + basket("\"A\"").substring(1)).scanned())
        .isEqualTo(1);
  }

  @Test
  void boundsWhatItIgnores() {
    for (String unknown :
        List.of(
            "[".repeat(100) + "]".repeat(100),
            "{\"a\":".repeat(100) + "1" + "}".repeat(100),
            "9".repeat(2_000),
            "\"" + "s".repeat(1 << 21) + "\"")) {
      Refusal refusal = refusal("{\"more\": " + unknown + ", " + basket("").substring(1));
      assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
      assertThat(refusal.line()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"supermarket_id\"",
        "{\"supermarket_id\": ",
        "{\"supermarket_id\": \"s",
        "{\"items\": [\"A\",",
        "{\"items\": [\"A\",]}",
        "{\"items\": [\"A\" \"B\"]}",
        "{\"items\": [,]}",
        "{\"items\": [\"A\"]]",
        "{supermarket_id: 1}",
        "{'supermarket_id': 1}",
        "{\"supermarket_id\": 's'}",
        "{\"supermarket_id\": NaN}",
        "{\"supermarket_id\": -Infinity}",
        "{\"supermarket_id\": +1}",
        "{\"supermarket_id\": 01}",
        "{\"supermarket_id\": 1.}",
        "{\"supermarket_id\": .5}",
        "{\"supermarket_id\": 1e}",
        "{\"supermarket_id\": tru}",
        "{\"supermarket_id\": nulls}",
        "{\"supermarket_id\": \"\\x\"}",
        "{\"supermarket_id\": \"\\u12g4\"}",
        "{\"supermarket_id\": \"a\tb\"}",
        "{\"supermarket_id\": \"a\nb\"}",
        "{\"supermarket_id\" 1}",
        "{\"supermarket_id\": 1,}",
        "{\"supermarket_id\": 1;}",
        "{/* no */}",
        "{// no\n}",
        "# no",
        "<basket/>",
        "}",
        "]",
        ":",
        "{]",
        "[}"
      })
  void saysWhatIsMalformedInWordsOfTheContractOnly(String body) {
    String detail = refusal(body).detail();

    assertThat(detail)
        .doesNotContainIgnoringCase("feature")
        .doesNotContainIgnoringCase("parser")
        .doesNotContainIgnoringCase("token")
        .doesNotContainIgnoringCase("internal")
        .doesNotContainIgnoringCase("jackson")
        .doesNotContain("Start", "start marker", "code ", "(was", "Source")
        .matches("malformed JSON: .*|the body must be a JSON object|.*must be.*");
  }

  private static String basket(String items) {
    return "{\"supermarket_id\": \"s\", \"user_id\": \"u\", \"items\": [" + items + "]}";
  }

  private static String codes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"P" + i + "\"")
        .collect(Collectors.joining(","));
  }

  private static Basket read(String body) throws Refusal.Thrown {
    return read(body, TestSettings.DEFAULTS);
  }

  private static Basket read(String body, Settings settings) throws Refusal.Thrown {
    return read(body.getBytes(UTF_8), settings);
  }

  private static Basket read(byte[] body, Settings settings) throws Refusal.Thrown {
    try (BasketReader reader = new BasketReader(settings)) {
      reader.feed(body, 0, body.length);
      return reader.end();
    }
  }

  private static Refusal refusal(String body) {
    return refusal(body.getBytes(UTF_8));
  }

  private static Refusal refusal(byte[] body) {
    return refusal(body, TestSettings.DEFAULTS);
  }

  private static Refusal refusal(byte[] body, Settings settings) {
    Refusal.Thrown thrown = catchThrowableOfType(Refusal.Thrown.class, () -> read(body, settings));
    assertThat(thrown).as("%s", new String(body, UTF_8)).isNotNull();
    return thrown.refusal();
  }
}
