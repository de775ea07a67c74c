package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {

  private final Told told = new Told();

  @Test
  void whatTwoLooksHaveFoundIsToldOnceAndAgainWhenItComesBack() {
    assertThat(told.look(List.of("a"), true)).isEmpty();
    assertThat(told.look(List.of("a"), true)).containsExactly("a");
    assertThat(told.look(List.of("a"), true)).isEmpty();
    assertThat(told.look(List.of(), true)).isEmpty();
    assertThat(told.look(List.of("a"), true)).isEmpty();
    assertThat(told.look(List.of("a"), true)).containsExactly("a");
  }

  @Test
  void aNodeThatStartsIsGivenTimeForItsFirstStrategy() {
    for (int look = 0; look < 10; look++) {
      assertThat(told.look(List.of("no strategy"), false)).isEmpty();
    }
    assertThat(told.look(List.of(), true)).isEmpty();
  }

  @Test
  void whereNoStrategyEverComesThatIsTold() {
    List<String> all = List.of("no strategy");
    int looks = 1;
    while (told.look(all, false).isEmpty()) {
      looks++;
      assertThat(looks).isLessThan(30);
    }
    assertThat(looks).isEqualTo(21);
  }
}
