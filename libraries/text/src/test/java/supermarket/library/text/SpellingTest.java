package supermarket.library.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void slipsAreLettersThatAreChangedAddedOrLeftOut() {
    assertThat(Spelling.slips("prize", "price")).isEqualTo(1);
    assertThat(Spelling.slips("pric", "price")).isEqualTo(1);
    assertThat(Spelling.slips("prices", "price")).isEqualTo(1);
    assertThat(Spelling.slips("", "price")).isEqualTo(5);
    assertThat(Spelling.slips("price", "price")).isZero();
  }

  @Test
  void theNearestWordIsFoundIfItIsNearEnough() {
    List<String> known = List.of("bulk-price", "flat-price", "flat-prime");
    assertThat(Spelling.nearest("flat-prize", known, 2)).contains("flat-price");
    assertThat(Spelling.nearest("flat", known, 2)).isEmpty();
    assertThat(Spelling.nearest("flat-pri", List.of(), 2)).isEmpty();
  }
}
