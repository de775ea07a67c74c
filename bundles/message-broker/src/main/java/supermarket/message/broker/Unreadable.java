package supermarket.message.broker;

/**
 * A message is not what it should be. The text says what is wrong with it in words of this code,
 * never in words of the message, so it can be logged and there are only a few of them.
 */
final class Unreadable extends Exception {

  Unreadable(String what) {
    super(what, null, false, false);
  }

  /** What is wrong with it. */
  String what() {
    return String.valueOf(getMessage());
  }
}
