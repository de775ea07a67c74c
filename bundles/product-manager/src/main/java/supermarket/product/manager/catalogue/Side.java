package supermarket.product.manager.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file beside the catalogue's as it was read last, and what of it is in line.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class Side<T> {

  private final SideFormat<T> format;
  private SideLine<T> line;
  private SideText<T> text;

  Side(SideFormat<T> format) {
    this.format = format;
    this.line = SideLine.with(format.none());
    this.text = SideText.none(format);
  }

  /** Returns what it has. */
  public SideFormat<T> format() {
    return format;
  }

  /** The file as it was read last. */
  public SideText<T> text() {
    return text;
  }

  /** What is in line of it. */
  public SideLine<T> line() {
    return line;
  }

  /** The file was read, or written. */
  public void read(SideText<T> now, Agreed agreed) {
    text = now;
    settle(agreed);
  }

  /** This is written into the file: no edit of its author. */
  public void writes(T instead) {
    line = line.coming(instead);
  }

  /** What is in line is known from elsewhere. */
  public void begin(SideLine<T> with) {
    line = with;
  }

  /** Another catalogue is in force: where the file says the same, it is in line. */
  void settle(Agreed agreed) {
    line = line.settled(format, text, format.of(agreed));
  }

  /**
   * What the author makes of it; null if he does not change it. A file as it is delivered may have
   * come with another release, or another container.
   */
  public @Nullable T other(Agreed agreed) {
    T written = format.without(text.value(), text.faults(), line.value());
    boolean isAsDelivered = format.isDelivered(written);
    if (!text.isRead() || isAsDelivered || line.has(written)) {
      return null;
    }
    T present = format.of(agreed);
    T wanted = format.merged(present, line.value(), written);
    return wanted.equals(present) ? null : wanted;
  }

  /** Returns what the file would have to say to follow; empty if it does, or has faults. */
  public Optional<T> following(Agreed agreed) {
    T present = format.of(agreed);
    boolean follows =
        text.value().equals(present) || !text.faults().isEmpty() || other(agreed) != null;
    return follows ? Optional.empty() : Optional.of(present);
  }
}
