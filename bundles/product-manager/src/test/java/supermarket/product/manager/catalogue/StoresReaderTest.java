package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;

class StoresReaderTest {

  private static Stores read(String json) throws IOException {
    return StoresReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatPeopleWrite() throws IOException {
    Stores stores =
        read(
            """
            {'unknown_stores': 'refused', 'zone': 'Europe/Berlin',
             'stores': [
               {'id': '7', 'name': 'Hafen', 'groups': ['north'], 'zone': 'Asia/Tokyo',
                'price_list': 'japan'},
               {'id': 8}],
             'price_lists': {'japan': 'JPY'}}
            """);
    assertThat(stores)
        .isEqualTo(
            new Stores(
                true,
                ZoneId.of("Europe/Berlin"),
                Map.of("japan", CurrencyUnit.JPY),
                Map.of(
                    "7",
                    new Store("7", "Hafen", Set.of("north"), ZoneId.of("Asia/Tokyo"), "japan"),
                    "8",
                    new Store("8", "", Set.of(), ZoneId.of("Europe/Berlin"), "default"))));
    assertThat(StoresReader.read(StoresWriter.write(stores))).isEqualTo(stores);
  }

  @Test
  void readsRatesOfTaxWithTheDaysFromWhichTheyHold() throws IOException {
    Stores stores =
        read(
            """
            {'price_lists': {'japan': 'JPY'},
             'vat': {
               'default': {
                 'standard': [{'percent': 16, 'from': '2020-07-01'}, {'percent': '19.00'},
                              {'percent': 19, 'from': '2021-01-01'}],
                 'food': 7},
               'japan': {'standard': 10, 'food': '8.0'}},
             'stores': []}
            """);
    VatRates rates = stores.vatOf("default");
    assertThat(rates.at("", LocalDate.parse("2020-06-30"))).isEqualTo("19");
    assertThat(rates.at("", LocalDate.parse("2020-07-01"))).isEqualTo("16");
    assertThat(rates.at("standard", LocalDate.parse("2020-12-31"))).isEqualTo("16");
    assertThat(rates.at("standard", LocalDate.parse("2021-01-01"))).isEqualTo("19");
    assertThat(rates.at("food", LocalDate.EPOCH)).isEqualTo("7");
    assertThat(rates.at("books", LocalDate.EPOCH)).isNull();
    assertThat(stores.vatOf("japan").at("food", LocalDate.EPOCH)).isEqualTo("8");
    assertThat(StoresReader.read(StoresWriter.write(stores))).isEqualTo(stores);
    Agreed all = new Agreed(CurrencyUnit.EUR, stores, Products.NONE);
    assertThat(CatalogueReader.read(CatalogueWriter.write(all)).agreed()).isEqualTo(all);
    assertThat(stores.withoutList("japan").vat()).containsOnlyKeys("default");
  }

  @Test
  void ratesThatDoNotFitWhatIsInForceStayAsTheyAre() throws IOException {
    String json =
        "{'price_lists': {'japan': 'JPY'}, 'vat': {'default': %s, 'japan': %s}, 'stores': []}";
    Stores before =
        read(json.formatted("{'standard': 19, 'food': 7}", "{'standard': 10, 'food': 8}"));
    Stores after =
        read(json.formatted("{'standard': 19, 'food': 7}", "{'standard': 10, 'food': 9}"));
    Stores inForce = read(json.formatted("{'standard': 19}", "{'standard': 10}"));
    assertThat(inForce.merged(before, after)).isEqualTo(inForce);
    assertThat(before.merged(before, after)).isEqualTo(after);
  }

  @Test
  void readsPatternsOfLabels() throws IOException {
    Stores stores = read("{'labels': ['22IIIIIWWWWWC', '20IIIIIPPPPPC'], 'stores': []}");
    assertThat(stores.labels()).containsOnlyKeys("20", "22");
    assertThat(StoresReader.read(StoresWriter.write(stores))).isEqualTo(stores);
  }

  @Test
  void aListWithoutRatesHasThoseOfTheDefaultList() throws IOException {
    Stores stores = read("{'price_lists': {'a': 'EUR'}, 'vat': {'default': {'standard': 5.5}}}");
    assertThat(stores.vatOf("a").at("", LocalDate.EPOCH)).isEqualTo("5.5");
    assertThat(Stores.NONE.vatOf("a").isEmpty()).isTrue();
  }

  @Test
  void namesMayHaveAnyCharacter() throws IOException {
    Stores stores =
        Stores.NONE.with(
            new Store("\"\\7 ö", "a\"b\\c€", Set.of("[\"]"), ZoneId.of("UTC"), "default"));
    assertThat(StoresReader.read(StoresWriter.write(stores))).isEqualTo(stores);
    Agreed all = new Agreed(CurrencyUnit.EUR, stores, Products.NONE);
    assertThat(CatalogueReader.read(CatalogueWriter.write(all)).agreed()).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | must be an object",
        "{'stores': [} | not JSON at line 1",
        "{'stores': []} {} | nothing more was expected",
        "{'stores': {}} | 'stores' must be an array",
        "{'stors': []} | unknown member 'stors'",
        "{'unknown_stores': 'no', 'stores': []} | can be \"default_list\" or \"refused\" (line 1)",
        "{'unknown_stores': 'refused', 'stores': []} | each basket would be refused",
        "{'zone': 'Berlin'} | 'Berlin' is a time zone that is not in the IANA database",
        "{'price_lists': {'a': 'EURO'}} | 'EURO' of price list 'a' is no currency",
        "{'price_lists': {'A': 'EUR'}} | small letters",
        "{'price_lists': {'default': 'EUR'}} | there anyhow",
        "{'stores': [{'id': ''}]} | the id of a store must have 1 to 128 characters (line 1)",
        "{'stores': [{'id': '1', 'zone': 'x'}]} | 'x' is a time zone that",
        "{'stores': [{'id': '1', 'price_list': 'x'}]} | 'x' is not among the 'price_lists'",
        "{'stores': [{'id': '1'}, {'id': '1'}]} | store '1' is there more than once",
        "{'stores': [{'id': '1', 'lists': []}]} | unknown member 'lists'",
        "{'stores': [{'id': '1', 'id': '2'}]} | Duplicate",
        "{'stores': [{'id': '1', 'groups': 'x'}]} | 'groups' must be an array",
        "{'stores': [{'id': '1\\u0007'}]} | no control characters",
        "{'stores': [{'id': true}]} | 'id' must be a text",
        "{'labels': '20IIIIIPPPPPC'} | 'labels' must be an array",
        "{'labels': ['20']} | '20': a pattern of labels has 13 places",
        "{'labels': ['20IIIIIPPPPPC', '20IIIIIWWWWWC']} | two patterns of labels that begin with"
            + " 20",
        "{'vat': []} | 'vat' must be an object",
        "{'vat': {'x': {'standard': 1}}} | of the price list 'x', which is not declared",
        "{'vat': {'default': {'standard': 1, 'none': 0}}} | other than none",
        "{'vat': {'default': {'food': 7}}} | must be rates of the VAT class 'standard'",
        "{'vat': {'default': {'standard': -1}}} | '-1': a rate is a plain decimal",
        "{'vat': {'default': {'standard': 100.001}}} | in percent from 0 to 100",
        "{'vat': {'default': {'standard': 1e1}}} | with at most three decimals",
        "{'vat': {'default': {'standard': null}}} | 'a rate' must be a number or a text",
        "{'vat': {'default': {'standard': []}}} | needs a rate without 'from'",
        "{'vat': {'default': {'standard': [{'from': '2021-01-01'}]}}} | has no 'percent'",
        "{'vat': {'default': {'standard': [{'percent': 1}, {'percent': 2}]}}} | the same day",
        "{'vat': {'default': {'standard': [{'percent': 1, 'to': 2}]}}} | unknown member 'to'",
        "{'vat': {'default': {'standard': [{'percent': 1, 'from': '1.1.21'}]}}} | is no day such",
        "{'vat': {'default': {'standard': [{'percent': 1, 'from': '0001-01-01'}]}}} | from 1900",
        "{'vat': {'default': {'standard': 1, 'Food': 1}}} | small letters, digits and hyphens",
        "{'price_lists': {'a': 'EUR'}, 'vat': {'a': {'standard': 1}}} | but the default list of []",
      })
  void refusesTheWholeFileIfAnythingIsWrong(String json, String why) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(json))
        .satisfies(e -> assertThat(e.getMessage()).contains(why.replace('\'', '\'')));
  }

  @Test
  void allReasonsAreTold() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read("{'stores': [\n{'id': ''},\n{'id': '2', 'zone': 'x'}]}"))
        .satisfies(e -> assertThat(e.getMessage()).contains("(line 2)", "(line 3)"));
  }
}
