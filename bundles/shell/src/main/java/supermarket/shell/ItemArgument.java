package supermarket.shell;

import java.util.List;
import supermarket.basket.api.Item;
import supermarket.basket.api.Items;
import supermarket.basket.api.Weight;

/**
 * Reads the items of a basket as an operator types them: {@code GR1}, {@code GR1=3} or {@code
 * APPLES=0.345kg}.
 */
final class ItemArgument {

  private static final int LONGEST_CODE = 64;
  private static final String KILOGRAMS = "kg";

  private ItemArgument() {}

  /**
   * One item for each product, in order of first appearance, as the gateway groups them.
   *
   * @throws CommandFailed if one of them is no item
   */
  static List<Item> parse(List<String> arguments) {
    Items items = new Items();
    for (String argument : arguments) {
      int sign = argument.lastIndexOf('=');
      String code = sign < 0 ? argument : argument.substring(0, sign);
      String amount = sign < 0 ? "1" : argument.substring(sign + 1);
      int length = code.codePointCount(0, code.length());
      if (length < 1 || length > LONGEST_CODE) {
        throw wrong(argument, "a product code has 1 to " + LONGEST_CODE + " characters");
      }
      try {
        if (amount.endsWith(KILOGRAMS)) {
          items.add(code, weight(argument, amount));
        } else {
          items.add(code, quantity(argument, amount));
        }
      } catch (ArithmeticException e) {
        throw wrong(argument, "so many of one product cannot be counted");
      }
    }
    return items.grouped();
  }

  private static Weight weight(String argument, String amount) {
    try {
      return Weight.ofKilograms(amount.substring(0, amount.length() - KILOGRAMS.length()));
    } catch (IllegalArgumentException e) {
      throw wrong(argument, String.valueOf(e.getMessage()));
    }
  }

  private static long quantity(String argument, String number) {
    try {
      long quantity = Long.parseLong(number);
      if (quantity >= 1) {
        return quantity;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong(argument, "the quantity is a whole number of at least 1");
  }

  private static CommandFailed wrong(String argument, String rule) {
    return new CommandFailed(
        ("'%s' is no item: %s. Write CODE, CODE=QUANTITY or CODE=WEIGHTkg, such as GR1, CF1=3 or"
                + " APPLES=0.345kg.")
            .formatted(Text.safe(argument), rule));
  }
}
