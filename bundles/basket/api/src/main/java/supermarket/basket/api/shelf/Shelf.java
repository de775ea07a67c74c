package supermarket.basket.api.shelf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the chain has deployed: an append-only sequence of revisions, and the jars that they name.
 * All nodes of a chain share one shelf.
 *
 * <p>Thread safety: all methods may be called by any thread of any node. What one has put, every
 * other sees whole or not at all.
 */
@ProviderType
public interface Shelf {

  /**
   * Returns whether it is elsewhere, so that it may come back without anything being done at this
   * node: a node that starts waits for it.
   */
  default boolean isRemote() {
    return false;
  }

  /**
   * Returns the number of the newest revision; 0 if there is none.
   *
   * @throws IOException if the shelf cannot be reached, which the message tells in words
   */
  long newest() throws IOException;

  /**
   * Returns a revision.
   *
   * @param number its number
   * @return empty if there is none, or not any more
   * @throws IOException if the shelf cannot be reached, or the revision cannot be read
   */
  Optional<Revision> revision(long number) throws IOException;

  /**
   * Puts a revision, unless another was quicker: its number has to be the one after the newest.
   *
   * @return whether it is the newest now; if not, nothing was changed, and another node has put one
   *     that the caller has not seen
   * @throws IOException if the shelf cannot be reached or written; nothing was changed, unless the
   *     connection broke while the revision was put. So look before it is put again.
   */
  boolean put(Revision revision) throws IOException;

  /**
   * Puts beside a revision what a node says of it, in the place of what it said before: of a
   * proposal whether it is ready, of one that is in force what it found since.
   *
   * @param proposal the number of the revision
   * @throws IOException if the shelf cannot be reached or written
   */
  void say(long proposal, Verdict verdict) throws IOException;

  /**
   * Returns what the nodes have said of a revision, by name.
   *
   * @param proposal the number of the revision
   * @throws IOException if the shelf cannot be reached, or a verdict cannot be read
   */
  List<Verdict> verdicts(long proposal) throws IOException;

  /**
   * Says that a node is there. To be said again and again: whoever does not is taken for dead.
   *
   * @param node its name
   * @throws IOException if the shelf cannot be reached or written
   */
  void attend(String node) throws IOException;

  /**
   * Says that a node is there no more.
   *
   * @param node its name
   * @throws IOException if the shelf cannot be reached or written
   */
  void leave(String node) throws IOException;

  /**
   * Returns the nodes that have said that they are there, and have not left. One that died is among
   * them; but its mark does not change any more.
   *
   * @return by name a mark that is another one each time that the node attends
   * @throws IOException if the shelf cannot be reached
   */
  Map<String, Long> attendance() throws IOException;

  /**
   * Keeps the content of a file, if it is not there yet.
   *
   * @param file a jar; it is not changed
   * @return its SHA-256 in hexadecimal digits
   * @throws IOException if the file cannot be read, or the shelf not be reached or written
   */
  String keep(Path file) throws IOException;

  /**
   * Copies a content.
   *
   * @param sha256 what {@link #keep} returned
   * @param copy where to; a file there is replaced
   * @throws IOException if there is no such content, it is not what was kept, or the shelf cannot
   *     be reached
   */
  void fetch(String sha256, Path copy) throws IOException;
}
