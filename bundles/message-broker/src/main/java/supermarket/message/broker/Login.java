package supermarket.message.broker;

import jakarta.jms.JMSSecurityException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a broker takes this node's user and password, for all connections to it. What a broker has
 * refused it will most likely refuse again, and it logs each attempt: so after a refusal one of the
 * connections tries again after a pause that grows to some seconds, and the others wait for what
 * comes of it. Thread-safe.
 */
final class Login {

  private static final Logger LOG = LoggerFactory.getLogger(Login.class);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(8);

  /** Parts of queues' names, others at each attempt; in the path of a file such digits stay. */
  private static final Pattern RANDOM = Pattern.compile("(?<=\\.)[0-9a-f]{16,}(?![\\w/])");

  private final String where;
  private final LongSupplier clock;
  private final DoubleSupplier jitter;
  private long pause;
  private long nextAt;
  private boolean trying;
  private @Nullable String refusal;

  /** Nothing has been tried yet. */
  Login(String where) {
    this(where, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The same with another idea of time.
   *
   * @param jitter from 0 to 1, so that not all nodes try at once
   */
  Login(String where, LongSupplier clock, DoubleSupplier jitter) {
    this.where = where;
    this.clock = clock;
    this.jitter = jitter;
  }

  /**
   * To be called before each attempt.
   *
   * @throws JMSSecurityException if it is too early after a refusal; then the broker is not asked
   */
  synchronized void attempt() throws JMSSecurityException {
    if (refusal != null) {
      long now = clock.getAsLong();
      if (now - nextAt < 0) {
        throw new JMSSecurityException(refusal);
      }
      // The others wait for this one.
      nextAt = now + LONGEST_PAUSE_NANOS;
      trying = true;
    }
  }

  /**
   * An attempt was refused, by the broker or for want of a password.
   *
   * @param why the text of the broker
   */
  synchronized void refused(String why) {
    String text = RANDOM.matcher(why).replaceAll("…");
    boolean same = text.equals(refusal);
    if (same && !trying) {
      // Another of the connections that tried at the same time.
      return;
    }
    if (!same) {
      LOG.warn("{} refuses this node: {}; it is tried again every few seconds", where, text);
    }
    trying = false;
    pause = refusal == null ? FIRST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    nextAt = clock.getAsLong() + (long) (pause * (0.5 + jitter.getAsDouble() / 2));
    refusal = text;
  }

  /** The broker has let this node in. */
  synchronized void accepted() {
    if (refusal != null) {
      LOG.info("{} does not refuse this node any more", where);
      refusal = null;
      trying = false;
    }
  }

  /** Why the broker refuses this node, or null if it does not. */
  synchronized @Nullable String refusal() {
    return refusal;
  }
}
