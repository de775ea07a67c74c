package supermarket.product.manager;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.CatalogueReader;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.CatalogueWriter;
import supermarket.product.manager.catalogue.Marks;
import supermarket.product.manager.catalogue.Written.Following;

/**
 * Writes into the catalogue's file what came into force by another door. Nodes may share the file,
 * so what is written is marked beside it: for none of them it is an edit. One of them writes at a
 * time; one that is late writes what is old, and the next corrects it.
 *
 * <p>Thread safety: the thread that looks; what is wrong may be read by any.
 */
final class CatalogueMirror {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueMirror.class);

  private final CatalogueFile file;
  private final Assortment assortment;
  private final Marks marks;
  private final Path lock;
  private final Path before;

  /** What the file followed when it was compared last. */
  private @Nullable Agreed followed;

  private byte[] followedBy = new byte[0];
  private volatile @Nullable String problem;

  /**
   * Of a file.
   *
   * @param before where the content is kept that the first writing replaces
   */
  CatalogueMirror(CatalogueFile file, Assortment assortment, Path before) {
    this.file = file;
    this.assortment = assortment;
    this.before = before;
    String name = "." + file.path().getFileName();
    this.marks = new Marks(file.path().resolveSibling(name + ".followed"));
    this.lock = file.path().resolveSibling(name + ".lock");
  }

  /** Whether a content of the file was written by a node, not by its author. */
  boolean isMarked(byte[] content) {
    return marks.has(content);
  }

  /** Writes what the file lacks; returns whether it follows the catalogue now. */
  boolean follow() {
    CatalogueText text;
    Agreed agreed;
    Following following;
    synchronized (assortment) {
      text = assortment.written().text();
      agreed = assortment.agreed();
      if (assortment.isStopped() || !text.isRead()) {
        return false;
      }
      if (agreed.equals(followed) && Arrays.equals(text.bytes(), followedBy)) {
        return true;
      }
      following = assortment.written().following(agreed);
      if (following.isAny() && following.isWhole() && assortment.edits().isAny()) {
        return false; // first what the author wants
      }
    }
    if (!following.isAny()) {
      problem = null;
      followed = agreed;
      followedBy = text.bytes();
      return true;
    }
    try {
      byte[] content =
          following.isWhole()
              ? CatalogueWriter.write(agreed)
              : CatalogueWriter.replace(text, following.other().values());
      boolean written = write(text.bytes(), content, following.isWhole());
      problem = null;
      return written && taken(text, content);
    } catch (IOException e) {
      String now =
          "what is in force cannot be written into its file: "
              + file
              + " "
              + FileTrouble.words(file.path(), e);
      if (!now.equals(problem)) {
        LOG.warn("catalogue: {}; it is tried again", now);
      }
      problem = now;
      return false;
    }
  }

  /** Writes it, unless another node writes, or the file has another content by now. */
  private boolean write(byte[] present, byte[] content, boolean isWhole) throws IOException {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null || !file.has(present)) {
        return false;
      }
      if (isWhole && marks.isEmpty()) {
        keepBefore();
      }
      marks.set(present, content); // a kill in between leaves no edit behind
      file.write(content);
      marks.set(content);
      return true;
    } catch (OverlappingFileLockException heldHere) {
      return false;
    }
  }

  private void keepBefore() throws IOException {
    Files.createDirectories(before.toAbsolutePath().getParent());
    Files.copy(file.path(), before, StandardCopyOption.REPLACE_EXISTING);
    LOG.info("catalogue: what {} had is kept in {}", file, before);
  }

  private boolean taken(CatalogueText old, byte[] content) throws IOException {
    CatalogueText text = CatalogueReader.read(content);
    synchronized (assortment) {
      if (!Arrays.equals(assortment.written().text().bytes(), old.bytes())) {
        return false;
      }
      assortment.written().follows(text, assortment.agreed());
      return true;
    }
  }

  /** Why the file cannot follow; empty if it can. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
