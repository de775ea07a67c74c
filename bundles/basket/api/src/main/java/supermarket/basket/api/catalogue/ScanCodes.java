package supermarket.basket.api.catalogue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what else than its code a product is scanned.
 *
 * @param gtins its Global Trade Item Numbers, ascending; a product may have several, such as one
 *     for each maker
 * @param plu its number on labels that scales print (price look-up code); {@link #NO_PLU} if it has
 *     none
 */
public record ScanCodes(List<Long> gtins, int plu) {

  /** It has no number on labels. */
  public static final int NO_PLU = -1;

  /** By nothing else. */
  public static final ScanCodes NONE = new ScanCodes(List.of(), NO_PLU);

  /** So many GTINs a product may have. */
  public static final int MOST = 50;

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern PLU = Pattern.compile("[0-9]{1,6}");

  /**
   * Takes an unmodifiable, sorted copy.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public ScanCodes {
    gtins = List.copyOf(new TreeSet<>(gtins));
    if (gtins.size() > MOST) {
      throw new IllegalArgumentException("a product may have at most " + MOST + " GTINs");
    }
  }

  /**
   * Returns those that somebody writes.
   *
   * @param gtins numbers with blanks between them; empty for none
   * @param plu 1 to 6 digits; empty for none
   * @throws IllegalArgumentException if one is written wrongly; the message says which and why
   */
  public static ScanCodes of(String gtins, String plu) {
    List<Long> numbers =
        BLANKS.splitAsStream(gtins).filter(each -> !each.isEmpty()).map(ScanCodes::gtin).toList();
    if (!plu.isEmpty() && !PLU.matcher(plu).matches()) {
      throw new IllegalArgumentException("'plu' is a number of 1 to 6 digits");
    }
    int number = plu.isEmpty() ? NO_PLU : Integer.parseInt(plu);
    return numbers.isEmpty() && number == NO_PLU ? NONE : new ScanCodes(numbers, number);
  }

  private static Long gtin(String text) {
    try {
      return Gtin.parse(text);
    } catch (IllegalArgumentException e) {
      String shown = Gtin.isForm(text) ? "'" + text + "' in 'gtins': " : "in 'gtins': ";
      throw new IllegalArgumentException(shown + e.getMessage(), e);
    }
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return gtins.isEmpty() && plu == NO_PLU;
  }

  /** Returns the GTINs as {@link #of} reads them. */
  public String gtinsText() {
    return gtins.stream().map(Gtin::text).collect(Collectors.joining(" "));
  }

  /** Returns the number on labels as {@link #of} reads it. */
  public String pluText() {
    return plu == NO_PLU ? "" : Integer.toString(plu);
  }

  /** Returns all of them in words; empty for none. */
  public String words() {
    return keys().stream().map(ScanCodes::words).collect(Collectors.joining(", "));
  }

  /**
   * Returns numbers that no two products have: the GTINs, and one below zero for that on labels.
   */
  public Set<Long> keys() {
    if (isEmpty()) {
      return Set.of();
    }
    Set<Long> keys = new TreeSet<>(gtins);
    if (plu != NO_PLU) {
      keys.add(keyOfPlu(plu));
    }
    return keys;
  }

  /** Returns the key of a number on labels. */
  public static long keyOfPlu(int plu) {
    return -1L - plu;
  }

  /** Returns what a key stands for, in words. */
  public static String words(long key) {
    return key < 0 ? "PLU " + (-1 - key) : "GTIN " + Gtin.text(key);
  }
}
