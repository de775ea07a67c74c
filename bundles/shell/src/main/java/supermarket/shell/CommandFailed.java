package supermarket.shell;

/**
 * A command could not do what it was asked to, for a reason that the message tells the operator. It
 * has no stack trace: nothing is wrong with the program. Shells print {@link #toString()}, which is
 * the message alone; one-shot clients exit with a failure.
 */
final class CommandFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what, where, what to do; values in it are escaped (see {@link Text})
   */
  CommandFailed(String message) {
    super(message, null, false, false);
  }

  /**
   * The message alone, because this is what Gogo shows, and an operator has no use for a class
   * name.
   */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return String.valueOf(getMessage());
  }
}
