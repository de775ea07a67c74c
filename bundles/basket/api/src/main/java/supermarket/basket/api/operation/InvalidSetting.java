package supermarket.basket.api.operation;

/**
 * A value of a configuration is not allowed. Which value it is, and in which file, is told by who
 * has read it.
 */
public final class InvalidSetting extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String key;
  private final String allowed;

  /**
   * The value of a key is not allowed.
   *
   * @param key as operators write it, such as {@code poll.ms}
   * @param allowed what it may be, to follow "must be", such as {@code a whole number from 1 to
   *     10}; one line, without the value
   */
  public InvalidSetting(String key, String allowed) {
    super(key + " must be " + allowed);
    this.key = key;
    this.allowed = allowed;
  }

  /** The key, as operators write it. */
  public String key() {
    return key;
  }

  /** What its value may be, to follow "must be". */
  public String allowed() {
    return allowed;
  }

  /**
   * Checks a value.
   *
   * @param fine whether it is allowed
   * @param key as operators write it
   * @param allowed what it may be, to follow "must be"
   * @throws InvalidSetting if it is not
   */
  public static void unless(boolean fine, String key, String allowed) {
    if (!fine) {
      throw new InvalidSetting(key, allowed);
    }
  }

  /**
   * Checks that a number is within its bounds.
   *
   * @param key as operators write it
   * @param least the least that is allowed
   * @param most the most that is allowed
   * @return the number
   * @throws InvalidSetting if it is not
   */
  public static long range(String key, long value, long least, long most) {
    unless(value >= least && value <= most, key, "a whole number from " + least + " to " + most);
    return value;
  }

  /** The same for an {@code int}. */
  public static int range(String key, int value, int least, int most) {
    return (int) range(key, (long) value, (long) least, (long) most);
  }
}
