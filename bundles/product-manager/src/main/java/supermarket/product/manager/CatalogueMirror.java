package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.CatalogueWriter;
import supermarket.product.manager.catalogue.ContentId;
import supermarket.product.manager.catalogue.Following;
import supermarket.product.manager.catalogue.InLine;
import supermarket.product.manager.catalogue.InLineFile;
import supermarket.product.manager.catalogue.Pace;
import supermarket.product.manager.catalogue.Products;

/**
 * Writes into the catalogue's file what came into force by another door. Nodes may share the file:
 * one of them writes at a time, and one that is late writes what is old, which the next corrects.
 * What is written is known to be in line before it is written, so no node takes it for an edit.
 *
 * <p>Thread safety: the thread that looks; what is wrong may be read by any.
 */
final class CatalogueMirror {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueMirror.class);

  private final CatalogueFile file;
  private final Assortment assortment;
  private final InLineFile lines;
  private final OneWriter writer;
  private final Path before;
  private final Pace pace = new Pace(System::nanoTime);
  private volatile @Nullable String problem;

  /**
   * Of a file.
   *
   * @param lines keeps what is in line
   * @param before where the content is kept that a writing of several entries replaces
   */
  CatalogueMirror(CatalogueFile file, Assortment assortment, InLineFile lines, Path before) {
    this.file = file;
    this.assortment = assortment;
    this.lines = lines;
    this.before = before;
    this.writer = new OneWriter(file.path());
  }

  /** What is to be written, by what, in the place of what. */
  private record Job(CatalogueText text, Agreed agreed, InLine line, Following following) {

    Products coming() {
      return following.isWhole() ? agreed.products() : Products.of(following.other());
    }

    /** The file as it is when this content is written: nobody needs to read it. */
    CatalogueText written(byte[] content) {
      return text.after(ContentId.of(content), agreed, following);
    }

    byte[] content(byte[] before) throws IOException {
      return following.isWhole()
          ? CatalogueWriter.write(agreed.withoutStores())
          : CatalogueWriter.replace(before, text.currency(), following.other().values());
    }
  }

  /** Writes what the file lacks, or does so later if the file is large and was written just now. */
  void follow() {
    if (pace.isDue()) {
      followNow();
    }
  }

  /** Writes what the file lacks. */
  void followNow() {
    Optional<Job> job = job();
    if (job.isEmpty()) {
      return;
    }
    try {
      writer.run(() -> write(job.get()));
      problem = null;
    } catch (IOException e) {
      tell(file + " " + FileTrouble.words(file.path(), e));
    }
  }

  private void tell(String why) {
    String now = "what is in force cannot be written into its file: " + why;
    if (!now.equals(problem)) {
      LOG.warn("catalogue: {}; it is tried again", now);
    }
    problem = now;
  }

  private Optional<Job> job() {
    synchronized (assortment) {
      CatalogueText text = assortment.written().text();
      Agreed agreed = assortment.agreed();
      if (assortment.isStopped() || !assortment.isChains() || !text.isRead()) {
        return Optional.empty();
      }
      Following following = assortment.written().following(agreed);
      if (!following.isAny()) {
        problem = null;
        return Optional.empty();
      }
      if (following.isWhole() && assortment.edits().isAny()) {
        return Optional.empty(); // first what the author wants
      }
      boolean hasFaults = !text.nameless().isEmpty() || !assortment.edits().faults().isEmpty();
      if (following.isWhole() && hasFaults) {
        tell("mend what is wrong in " + file + " first, or it would be lost: product:list tells");
        return Optional.empty();
      }
      return Optional.of(new Job(text, agreed, assortment.written().line(), following));
    }
  }

  /** Writes it, unless the file has another content by now. */
  private void write(Job job) throws IOException {
    byte[] now = file.bytes();
    if (!ContentId.of(now).equals(job.text().content())) {
      file.readAgain();
      return;
    }
    if (job.following().isWhole() || job.following().other().size() > 1) {
      keepBefore();
    }
    byte[] content = job.content(now);
    pace.wrote(content.length);
    lines.keep(job.line().coming(job.coming())); // a kill in between leaves no edit behind
    replace(job, content);
  }

  private void replace(Job job, byte[] content) throws IOException {
    try {
      if (file.replace(job.text().content(), content)) {
        lines.keep(written(job, content));
      }
    } catch (AccessDeniedException unchanged) {
      throw unchanged;
    } catch (IOException e) {
      file.readAgain(); // whatever it has now
      throw e;
    }
  }

  private void keepBefore() throws IOException {
    Files.createDirectories(before.toAbsolutePath().getParent());
    Files.copy(file.path(), before, StandardCopyOption.REPLACE_EXISTING);
    LOG.info("catalogue: what {} had is kept in {}", file, before);
  }

  private InLine written(Job job, byte[] content) {
    CatalogueText text = job.written(content);
    synchronized (assortment) {
      if (assortment.written().text().content().equals(job.text().content())) {
        assortment.written().wrote(text, job.following(), job.agreed(), assortment.agreed());
      }
      return assortment.written().line();
    }
  }

  /** Why the file cannot follow; empty if it can. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
