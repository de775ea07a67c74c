package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.util.Map;

/**
 * A part of the catalogue that has a file of its own beside that of the products.
 *
 * @param <T> the part; immutable, with {@code equals}
 */
public interface SideFormat<T> {

  /** What people call it, such as {@code stores}; its file is called so too. */
  String name();

  /** What there is before anybody has said anything. */
  T none();

  /** Whether a file may say this that nobody has edited, since it comes with a release. */
  boolean isDelivered(T part);

  /** How many entries it has. */
  int count(T part);

  /** Returns the part of a catalogue. */
  T of(Agreed agreed);

  /**
   * Reads a file.
   *
   * @throws IOException if it is of no use as a whole
   */
  SideText<T> read(byte[] content) throws IOException;

  /** Returns the content of a file. */
  byte[] write(T part) throws IOException;

  /**
   * Returns one with what somebody has changed in another.
   *
   * @param before what he had
   * @param after what he made of it
   */
  T merged(T here, T before, T after);

  /**
   * Returns what is in line when a file says something and something is in force.
   *
   * @param line what was in line before
   * @param faults the entries of the file that are wrong: they say nothing
   */
  T inLine(T line, T written, Map<String, String> faults, T agreed);

  /** Returns what a file says, with an entry of another for each that is wrong. */
  T without(T written, Map<String, String> faults, T other);
}
