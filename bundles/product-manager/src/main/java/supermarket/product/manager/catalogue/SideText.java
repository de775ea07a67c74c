package supermarket.product.manager.catalogue;

import java.util.Map;

/**
 * A part of the catalogue as its file has it.
 *
 * @param content tells the file's content from another one; {@link ContentId#NONE} if there is no
 *     file, or it was not read yet
 * @param value what it says
 * @param faults why entries of it say nothing, by name
 */
public record SideText<T>(ContentId content, T value, Map<String, String> faults) {

  /** Takes an unmodifiable copy. */
  public SideText {
    faults = Map.copyOf(faults);
  }

  /** All of it is right. */
  public SideText(ContentId content, T value) {
    this(content, value, Map.of());
  }

  /** There is no file. */
  public static <T> SideText<T> none(SideFormat<T> format) {
    return new SideText<>(ContentId.NONE, format.none());
  }

  /** Whether it was read from a file. */
  public boolean isRead() {
    return !content.equals(ContentId.NONE);
  }
}
