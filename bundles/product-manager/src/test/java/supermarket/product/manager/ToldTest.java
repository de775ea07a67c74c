package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {

  private final Told told = new Told();

  private List<String> look(int strategies, String... problems) {
    return told.look(List.of(problems), strategies);
  }

  private void start(int strategies) {
    for (int look = 0; look <= 4; look++) {
      assertThat(look(strategies)).isEmpty();
    }
  }

  @Test
  void whatTwoLooksHaveFoundIsToldOnceAndAgainWhenItComesBack() {
    start(1);
    assertThat(look(1, "a")).isEmpty();
    assertThat(look(1, "a")).containsExactly("a");
    assertThat(look(1, "a")).isEmpty();
    assertThat(look(1)).isEmpty();
    assertThat(look(1, "a")).isEmpty();
    assertThat(look(1, "a")).containsExactly("a");
  }

  @Test
  void aNodeThatStartsIsGivenTimeForItsStrategiesOneAfterAnother() {
    for (int look = 0; look < 10; look++) {
      assertThat(look(0, "no strategy")).isEmpty();
    }
    for (int strategies = 1; strategies <= 4; strategies++) {
      for (int look = 0; look < 4; look++) {
        assertThat(look(strategies, "one is missing")).isEmpty();
      }
    }
    assertThat(look(4)).isEmpty();
    assertThat(look(3, "one is missing")).isEmpty();
    assertThat(look(3, "one is missing")).as("it has started").containsExactly("one is missing");
  }

  @Test
  void whatIsMissingWhenNoOtherStrategyComesIsTold() {
    int looks = 1;
    while (look(3, "one is missing").isEmpty()) {
      looks++;
      assertThat(looks).isLessThan(30);
    }
    assertThat(looks).isEqualTo(6);
  }

  @Test
  void whereNoStrategyEverComesThatIsTold() {
    int looks = 1;
    while (look(0, "no strategy").isEmpty()) {
      looks++;
      assertThat(looks).isLessThan(30);
    }
    assertThat(looks).isEqualTo(21);
  }
}
