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

  @Test
  void inJsonNumbersAreNumbersAndDashesAreNull() {
    Table table = new Table().words("IN FLIGHT").numbers("N", "AT WORK").words("SHA-256");
    table.row("a\"\n\u00e9", "007", "1.50 s", "-");
    table.row("12", 1000L, "-0.5", "x");

    assertThat(table.json())
        .isEqualTo(
            "[{\"in_flight\":\"a\\\"\\n\\u00E9\",\"n\":\"007\",\"at_work\":\"1.50 s\","
                + "\"sha_256\":null},"
                + "{\"in_flight\":\"12\",\"n\":1000,\"at_work\":-0.5,\"sha_256\":\"x\"}]");
    assertThat(new Table().words("A").json()).isEqualTo("[]");
  }
}
