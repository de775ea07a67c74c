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
  void whatIsTooWideForTheTerminalGoesOnInTheNextLineAndNothingIsLost() {
    Table table = new Table().words("NAME").numbers("N").words("WHY");
    table.row("bulk-price", 1000, "it has been slow for a while now");

    assertThat(table.fitted(32))
        .isEqualTo(
            """
            NAME           N  WHY
            ----------  ----  --------------
            bulk-price  1000  it has been
                              slow for a
                              while now\
            """);
    assertThat(table.fitted(1)).contains("bulk-pri", "ce").contains("1000");
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
