package supermarket.library.foreign.call;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;

/**
 * A call of foreign code on the present thread, which somebody else holds to its time limit. All
 * that is foreign is done when it returns: the call itself, and the texts of what it throws.
 */
public final class ForeignCall {

  /** For when there is not even the memory or the stack to say what happened. */
  private static final Outcome<Object> UNTOLD =
      new Outcome.Threw<>(
          Throwable.class.getName(), "(nothing can be said of it)", List.of(), false);

  private ForeignCall() {}

  /** Calls it; never throws. */
  public static <T> Outcome<T> attempt(Callable<? extends T> code) {
    return attempt(code, () -> 0);
  }

  /**
   * Calls it; never throws.
   *
   * @param frames how many frames of a stack trace are wanted; asked only if it throws
   */
  public static <T> Outcome<T> attempt(Callable<? extends T> code, IntSupplier frames) {
    try {
      return new Outcome.Came<>(code.call());
    } catch (Throwable thrown) { // an Error of a plug-in is its failure, not ours
      return describe(thrown, frames);
    }
  }

  @SuppressWarnings("unchecked") // it holds no value
  private static <T> Outcome<T> describe(Throwable thrown, IntSupplier frames) {
    try {
      ForeignText.Said said = ForeignText.said(thrown);
      return new Outcome.Threw<>(
          ForeignText.kind(thrown),
          said.text(),
          ForeignText.frames(thrown, frames.getAsInt()),
          said.huge());
    } catch (Throwable hopeless) {
      return (Outcome<T>) UNTOLD;
    }
  }
}
