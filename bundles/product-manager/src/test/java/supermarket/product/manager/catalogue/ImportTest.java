package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

class ImportTest {

  private static final Product A =
      product("A", "Apples", "EUR 1.00", "bulk-price", Map.of("from", "3", "price", "0.90"));
  private static final Product B = product("B", "Bread", "USD 2.00", "flat-price", Map.of());
  private static final Agreed AGREED =
      new Agreed(CurrencyUnit.EUR, Stores.NONE, Products.NONE.with(A).with(B));

  @TempDir Path folder;

  private static Product product(
      String code, String name, String price, String strategy, Map<String, String> parameters) {
    return new Product(code, name, Money.parse(price), strategy, parameters);
  }

  private CatalogueChange read(String name, String content) throws IOException {
    return Import.read(
        Files.writeString(folder.resolve(name), content), AGREED, false, PriceScope.OWN);
  }

  private Map<String, Product> entries(String name, String content) throws IOException {
    return read(name, content).entries();
  }

  @Test
  void whatARowDoesNotSayStaysAsItIs() throws IOException {
    assertThat(entries("prices.csv", "code,unit_price\nA,1.50\nB,2.00\n"))
        .containsOnly(
            Map.entry(
                "A",
                product(
                    "A",
                    "Apples",
                    "EUR 1.50",
                    "bulk-price",
                    Map.of("from", "3", "price", "0.90"))));
    assertThat(entries("empty.csv", "code,name,unit_price,currency\nB,,3.00,\n"))
        .containsOnly(Map.entry("B", product("B", "Bread", "USD 3.00", "flat-price", Map.of())));
  }

  @Test
  void parametersGoWithTheStrategyThatTheyWereFor() throws IOException {
    assertThat(entries("rules.csv", "code,strategy\nA,flat-price\n").get("A"))
        .isEqualTo(product("A", "Apples", "EUR 1.00", "flat-price", Map.of()));
    assertThat(entries("one.csv", "code,parameter.from\nA,5\n").get("A"))
        .as("the other one stays")
        .isEqualTo(
            product("A", "Apples", "EUR 1.00", "bulk-price", Map.of("from", "5", "price", "0.90")));
    assertThat(entries("more.csv", "code,parameter.from,parameter.price\nA,5,0.80\nB,,\n").get("A"))
        .isEqualTo(
            product("A", "Apples", "EUR 1.00", "bulk-price", Map.of("from", "5", "price", "0.80")));
  }

  @Test
  void otherProgramsWriteOtherCsv() throws IOException {
    String text =
        "\uFEFFcode;name;unit_price;strategy\r\nC;\"Cola; \"\"cold\"\"\";0.99;flat-price\r\n";
    assertThat(entries("excel.csv", text))
        .containsOnly(
            Map.entry("C", product("C", "Cola; \"cold\"", "EUR 0.99", "flat-price", Map.of())));
  }

  @Test
  void aLineOfJsonIsAsAnEntryOfTheCatalogue() throws IOException {
    assertThat(
            entries(
                "new.jsonl",
                """
                {"code": "A", "unit_price": 1.10}

                {"code": "C", "unit_price": "120", "currency": "JPY", "strategy": "bulk-price",
                 "parameters": {"from": 3}}
                """))
        .containsOnly(
            Map.entry(
                "A",
                product(
                    "A", "Apples", "EUR 1.10", "bulk-price", Map.of("from", "3", "price", "0.90"))),
            Map.entry("C", product("C", "", "JPY 120", "bulk-price", Map.of("from", "3"))));
  }

  @Test
  void aFileOfAllProductsTakesTheOthersAway() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("all.json"),
            "{\"products\": [{\"code\": \"C\", \"unit_price\": 1, \"strategy\": \"s\"}]}");
    CatalogueChange all = Import.read(file, AGREED, true, PriceScope.OWN);
    assertThat(all.entries()).containsOnlyKeys("C");
    assertThat(all.gone()).containsExactly("A", "B");
    assertThat(Import.read(file, AGREED, false, PriceScope.OWN).gone()).isEmpty();
  }

  @Test
  void aFileWrittenAsTheCatalogueKeepsWhatItDoesNotSay() throws IOException {
    assertThat(entries("part.json", "{\"products\": [{\"code\": \"B\", \"unit_price\": 2.50}]}"))
        .containsOnly(Map.entry("B", product("B", "Bread", "USD 2.50", "flat-price", Map.of())));
    assertThatThrownBy(
            () -> read("yen.json", "{\"currency\": \"JPY\", \"products\": [{\"code\": \"B\"}]}"))
        .hasMessageContaining("its currency is JPY, and that of the catalogue EUR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "code,unit_price#A,1.001 | line 2: product A: '1.001' is no price",
        "code,unit_price#A,1#A,2 | line 3: product A stands in line 2 too",
        "code,unit_price#C,1 | line 2: product C: 'strategy' is missing",
        "code,prise#A,1 | line 2: product A: unknown member 'prise'",
        "code,currency#A,EURO | line 2: product A: 'EURO' is no currency",
        "code,currency#A,JPY | line 2: product A: '1.00' is no price",
        "code,list,unit_price#A,no,1 | line 2: product A: the price list 'no' is not declared",
        "unit_price#1 | line 2: 'code' must be 1 to 64 characters",
        "code,unit_price | there is no product in it",
        "code,unit_price#A,1,2 | is no CSV",
        "code,name#A,\"Apples#B,Bread | is no CSV: a quote is not closed",
        "code,name#A,\"App#les\" | line 2: product A has a line break",
      })
  void whatIsWrongIsToldWithItsLine(String rows, String why) {
    assertThatThrownBy(() -> read("wrong.csv", rows.replace('#', '\n'))).hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"code\": \"A\", \"unit_price\": [1]} | line 1: product A: 'unit_price' has a value of"
            + " the",
        "{\"code\": \"A\"}#3 | has no object in line 2",
        "{\"code\": | is not JSON at line 1",
      })
  void whatIsWrongInJsonIsToldWithItsLine(String rows, String why) {
    assertThatThrownBy(() -> read("wrong.jsonl", rows.replace('#', '\n')))
        .hasMessageContaining(why);
  }

  @Test
  void oneWrongRowRefusesAllAndManyAreCounted() {
    String rows =
        IntStream.range(0, 30).mapToObj(i -> "P" + i + ",x").collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> read("many.csv", "code,unit_price\nA,1.20\n" + rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3: product P0: ")
        .hasMessageContaining("product P19")
        .hasMessageNotContaining("product P20")
        .hasMessageEndingWith("and 10 more");
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    assertThatThrownBy(() -> read("prices.xls", ""))
        .hasMessage("the name of a file must end in .csv, .jsonl or .json");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "code,name\nA,\u00c4pfel\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Import.read(latin, AGREED, false, PriceScope.OWN))
        .hasMessage("is not UTF-8");
    assertThatThrownBy(() -> Import.read(folder.resolve("no.csv"), AGREED, false, PriceScope.OWN))
        .isInstanceOf(IOException.class);
  }
}
