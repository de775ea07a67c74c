package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;

/** A real shelf, to which the connection is bad. */
final class TroubledShelf implements Shelf {

  /** What becomes of the next revision that is put in force. */
  enum Fate {
    /** It is put, and nobody is told. */
    ANSWER_IS_LOST,
    /** It is on its way when the connection breaks. */
    IS_LATE
  }

  private final Shelf shelf;

  @GuardedBy("this")
  private @Nullable Fate next;

  @GuardedBy("this")
  private @Nullable Revision late;

  @GuardedBy("this")
  private boolean readOnly;

  @GuardedBy("this")
  private boolean away;

  TroubledShelf(Shelf shelf) {
    this.shelf = shelf;
  }

  synchronized void next(Fate fate) {
    next = fate;
  }

  synchronized void readOnly(boolean is) {
    readOnly = is;
  }

  synchronized void away(boolean is) {
    away = is;
  }

  private synchronized void read() throws IOException {
    if (away) {
      throw new IOException("the shelf is away");
    }
  }

  /** What was late arrives; returns whether it is put. */
  synchronized boolean arrive() throws IOException {
    return late != null && shelf.put(late);
  }

  @Override
  public synchronized boolean put(Revision revision) throws IOException {
    write();
    Fate fate = next;
    if (fate == null || revision.phase() != Revision.Phase.IN_FORCE) {
      return shelf.put(revision);
    }
    next = null;
    if (fate == Fate.IS_LATE) {
      late = revision;
    } else {
      shelf.put(revision);
    }
    throw new IOException("the connection broke");
  }

  private synchronized void write() throws IOException {
    read();
    if (readOnly) {
      throw new IOException("the shelf is read-only");
    }
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public long newest() throws IOException {
    read();
    return shelf.newest();
  }

  @Override
  public Optional<Revision> revision(long number) throws IOException {
    read();
    return shelf.revision(number);
  }

  @Override
  public void say(long proposal, Verdict verdict) throws IOException {
    write();
    shelf.say(proposal, verdict);
  }

  @Override
  public List<Verdict> verdicts(long proposal) throws IOException {
    return shelf.verdicts(proposal);
  }

  @Override
  public void attend(String node) throws IOException {
    write();
    shelf.attend(node);
  }

  @Override
  public void leave(String node) throws IOException {
    write();
    shelf.leave(node);
  }

  @Override
  public Map<String, Long> attendance() throws IOException {
    read();
    return shelf.attendance();
  }

  @Override
  public String keep(Path file) throws IOException {
    write();
    return shelf.keep(file);
  }

  @Override
  public void fetch(String sha256, Path copy) throws IOException {
    shelf.fetch(sha256, copy);
  }
}
