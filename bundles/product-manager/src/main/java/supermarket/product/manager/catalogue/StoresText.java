package supermarket.product.manager.catalogue;

import supermarket.basket.api.catalogue.Stores;

/**
 * The stores as their file has them.
 *
 * @param content tells the file's content from another one; {@link ContentId#NONE} if there is no
 *     file, or it was not read yet
 * @param stores what it says
 */
public record StoresText(ContentId content, Stores stores) {

  /** There is no file. */
  public static final StoresText NONE = new StoresText(ContentId.NONE, Stores.NONE);

  /** Whether it was read from a file. */
  public boolean isRead() {
    return !content.equals(ContentId.NONE);
  }
}
