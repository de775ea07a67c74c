package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Product;

class CatalogueReaderTest {

  private static CatalogueText read(String json) throws IOException {
    return CatalogueReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aProductHasEverythingTheFileSays() throws IOException {
    CatalogueText text =
        read(
            """
            {"currency": "EUR", "products": [
              {"code": "SR1", "name": "Strawberries", "unit_price": 5.00, "strategy": "bulk-price",
               "parameters": {"from": 3, "price": 4.50}},
              {"code": "T1", "unit_price": "120", "currency": "JPY", "strategy": "flat-price"}]}
            """);

    assertThat(text.isComplete()).isTrue();
    assertThat(text.currency()).isEqualTo(CurrencyUnit.EUR);
    assertThat(text.products())
        .contains(
            new Product(
                "SR1",
                "Strawberries",
                Money.parse("EUR 5.00"),
                "bulk-price",
                Map.of("from", "3", "price", "4.50")))
        .contains(new Product("T1", "", Money.parse("JPY 120"), "flat-price", Map.of()));
  }

  @Test
  void aProductThatIsSoldByWeightSaysSoAndIsWrittenSo() throws IOException {
    CatalogueText text =
        read(
            """
            {"products": [
              {"code": "APPLES", "unit_price": 2.99, "sold_by": "weight", "strategy": "flat-price"},
              {"code": "TEA", "unit_price": 2.99, "sold_by": "piece", "strategy": "flat-price"}]}
            """);
    assertThat(text.products())
        .extracting(Product::code, Product::soldBy)
        .containsExactlyInAnyOrder(tuple("APPLES", SoldBy.WEIGHT), tuple("TEA", SoldBy.PIECE));
    byte[] written = CatalogueWriter.write(text.agreed());
    assertThat(CatalogueReader.read(written).products()).isEqualTo(text.products());
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("2.99, \"sold_by\": \"weight\", \"strategy\"")
        .doesNotContain("piece");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'unit_price': 5.001, 'strategy': 'x' | is no price",
        "'unit_price': -1, 'strategy': 'x' | is no price",
        "'unit_price': 1e3, 'strategy': 'x' | is no price",
        "'strategy': 'x' | 'unit_price' is missing",
        "'unit_price': 5 | 'strategy' is missing",
        "'unit_price': 5, 'strategy': ['x'] | 'strategy' has a value of the wrong kind",
        "'unit_price': 5, 'strategy': 'x', 'currency': 'EURO' | is no currency",
        "'unit_price': 5, 'strategy': 'x', 'sold_by': 'kg' | 'sold_by' is one of piece, weight",
        "'unit_price': 5, 'strategy': 'x', 'prise': 3 | unknown member 'prise'",
        "'unit_price': 5, 'strategy': 'x', 'parameters': {'a': [1]} | parameter 'a' must be",
      },
      quoteCharacter = '\0')
  void aProductThatIsWrittenWronglyIsRejectedAloneAndTheReasonSaysWhere(
      String members, String reason) throws IOException {
    CatalogueText text =
        read(
            """
            {"products": [
              {"code": "BAD", %s},
              {"code": "GOOD", "unit_price": 1, "strategy": "flat-price"}]}
            """
                .formatted(members.replace('\'', '"')));

    assertThat(text.products().codes()).containsExactly("GOOD");
    assertThat(text.rejected().get("BAD")).contains(reason);
    assertThat(text.rejected().get("BAD")).contains("line 2");
  }

  @Test
  void aCodeThatStandsTwiceIsRejected() throws IOException {
    String product = "{\"code\": \"A\", \"unit_price\": 1, \"strategy\": \"s\"}";

    CatalogueText text = read("{\"products\": [" + product + "," + product + "," + product + "]}");

    assertThat(text.products()).isEmpty();
    assertThat(text.rejected().get("A")).contains("more than once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"products\": [ | not JSON at line 1",
        "[] | must be an object",
        "{\"product\": []} | unknown member 'product'",
        "{\"products\": [3]} | a product must be an object",
        "{\"currency\": \"XXXX\"} | is no currency",
        "{\"products\": []} | there is no product in it",
        "{} | there is no product in it",
        "{\"currency\": \"EUR\"} | there is no product in it",
        "{\"products\": [{}]} {} | nothing more",
        "{\"products\": [], \"products\": []} | not JSON at line 1",
      },
      quoteCharacter = '\0')
  void aFileThatIsNoCatalogueIsRefusedAsAWhole(String json, String reason) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void oneProductIsReplacedAndTheRestStaysAsItWasWritten() throws IOException {
    String before =
        """
        { "currency" : "EUR",
          "products":[
            {"code": "A", "unit_price": 1, "strategy": "s"},   {"code": "Ä", "name": "ä", "unit_price": 2, "strategy": "s"} ,
            {"code": "wrong"} ]}
        """;
    byte[] after =
        CatalogueWriter.replace(
            before.getBytes(StandardCharsets.UTF_8),
            CurrencyUnit.EUR,
            List.of(
                new Product("Ä", "ä", Money.parse("EUR 2.50"), "t", Map.of("from", "3")),
                new Product("A", "", Money.parse("EUR 1.50"), "s", Map.of())));

    assertThat(new String(after, StandardCharsets.UTF_8))
        .isEqualTo(
            before
                .replace(
                    "{\"code\": \"A\", \"unit_price\": 1, \"strategy\": \"s\"}",
                    "{\"code\": \"A\", \"name\": \"\", \"unit_price\": 1.50, \"strategy\": \"s\"}")
                .replace(
                    "{\"code\": \"Ä\", \"name\": \"ä\", \"unit_price\": 2, \"strategy\": \"s\"}",
                    "{\"code\": \"Ä\", \"name\": \"ä\", \"unit_price\": 2.50, \"strategy\": \"t\","
                        + " \"parameters\": {\"from\": \"3\"}}"));
  }
}
