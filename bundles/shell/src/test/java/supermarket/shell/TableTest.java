package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void wordsStandLeftAndNumbersRight() {
    Table table = new Table().words("NAME").numbers("N").words("WHY");
    table.row("a", 1, "");
    table.row("bcdef", 1000, "because");

    assertThat(table)
        .hasToString(
            """
            NAME      N  WHY
            -----  ----  -------
            a         1
            bcdef  1000  because\
            """);
  }

  @Test
  void cellsAreEscapedBeforeTheyAreMeasured() {
    Table table = new Table().words("A", "B");
    table.row("\n", "b");

    assertThat(table).hasToString("A       B\n------  -\n\\u000a  b");
  }

  @Test
  void aRowHasACellForEachColumn() {
    Table table = new Table().words("A", "B");

    assertThatIllegalArgumentException().isThrownBy(() -> table.row("a"));
  }
}
