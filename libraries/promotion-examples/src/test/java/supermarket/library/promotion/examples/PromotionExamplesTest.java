package supermarket.library.promotion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;

class PromotionExamplesTest {

  @Test
  void readsBasketParametersSetsAndTotal() throws IOException {
    PromotionExample example =
        read("""
        # a comment
        meal-deal.lunch = 1 x SW1 3.00, 2 x CO1 2; \\
            price=4.50; drink=2 drinks; drinks: CO1  FA1; tiers=2=9.00 each, 5=8.00 each = 6.50 EUR
        """)
            .getFirst();

    assertThat(example.kind()).isEqualTo("meal-deal");
    assertThat(example.basket())
        .containsExactly(
            new Item("SW1", 1, Money.parse("EUR 3.00")),
            new Item("CO1", 2, Money.parse("EUR 2.00")));
    assertThat(example.parameters())
        .isEqualTo(
            Map.of("price", "4.50", "drink", "2 drinks", "tiers", "2=9.00 each, 5=8.00 each"));
    assertThat(example.sets()).isEqualTo(Map.of("drinks", Set.of("CO1", "FA1")));
    assertThat(example.plain()).isEqualTo(Money.parse("EUR 7.00"));
    assertThat(example.total()).isEqualTo(Money.parse("EUR 6.50"));
  }

  @Test
  void knowsSetsAndProductsByTheirNames() throws IOException {
    PromotionTerms terms =
        read("a.b = 1 x C 500; x=C; y=D; z=set; w=other; set: D E = 1 JPY").getFirst().terms();

    assertThat(terms.products("x")).isEqualTo(new Products("C", Set.of("C")));
    assertThat(terms.products("y")).isEqualTo(new Products("D", Set.of("D")));
    assertThat(terms.products("z")).isEqualTo(new Products("set", Set.of("D", "E")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms.products("w"))
        .withMessageContaining("'other'");
  }

  @Test
  void areSortedByKey() throws IOException {
    assertThat(read("b.x = 1 x C 5 = 5 EUR\na.x = 1 x C 5 = 5 EUR"))
        .extracting(PromotionExample::key)
        .containsExactly("a.x", "b.x");
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 x C 5.00; of=C                  | no total such as ' = 4.50 EUR' at its end
          of=C; 1 x C 5.00 = 5.00 EUR       | it is not written like '2 x CO1 3.00'
          0 x C 5.00 = 5.00 EUR             | it is not written like '2 x CO1 3.00'
          1 x C 5.00; C = 5.00 EUR          | it is neither a parameter, name=value, nor a set, name: codes
          1 x C 5.00; = 5.00 EUR            | it is neither a parameter, name=value, nor a set, name: codes
          1 x C 5.00; a=1; a=2 = 5.00 EUR   | it is there twice
          1 x C 5.00, 1 x C 5.00 = 5.00 EUR | it is in the basket twice: add the quantities
          1 x C 5.001 = 5.00 EUR            | an amount is none of its currency
          1 x C 5.00 = 5.00 QQQ             | an amount is none of its currency
          """)
  void saysWhatIsMalformed(String value, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("kind.label = " + value))
        .withMessageStartingWith("example 'kind.label' has '")
        .withMessageEndingWith(": " + why);
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("#".repeat(300_000)))
        .withMessageContaining("larger than");
  }

  private static List<PromotionExample> read(String text) throws IOException {
    return PromotionExamples.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
