package supermarket.product.manager.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What a file beside the catalogue's said when it was in line with what is in force last. If the
 * file says something else, that is its author's doing.
 *
 * @param value as it was in line last
 * @param coming what is being written into the file instead: no edit either; null if nothing is
 */
public record SideLine<T>(T value, @Nullable T coming) {

  /** This is in line. */
  public static <T> SideLine<T> with(T value) {
    return new SideLine<>(value, null);
  }

  /** The same, while this is being written. */
  SideLine<T> coming(T instead) {
    return new SideLine<>(value, instead);
  }

  /** Whether it is as it was when it was in line, or as it is being written. */
  boolean has(T written) {
    return value.equals(written) || written.equals(coming);
  }

  /** Returns the same, with what the file and what is in force agree on in line. */
  SideLine<T> settled(SideFormat<T> format, SideText<T> text, T agreed) {
    if (!text.isRead()) {
      return this;
    }
    if (text.value().equals(coming)) {
      return with(text.value());
    }
    T now = format.inLine(value, text.value(), text.faults(), agreed);
    return now.equals(agreed) || !now.equals(value) ? new SideLine<>(now, null) : this;
  }
}
