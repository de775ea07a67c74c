package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.catalogue.PromotionsWriter;
import supermarket.product.manager.catalogue.StoresWriter;
import supermarket.product.manager.edition.Row;
import supermarket.product.manager.edition.Rows;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Digests of what this node prices with, for the others to compare. They are the same on two nodes
 * exactly if these price alike, but for an accident of one in 2<sup>64</sup>; they protect against
 * nobody. The order of products and strategies does not count.
 *
 * <p>Thread safety: any thread. A thread of its own makes them: whoever announces them is one that
 * baskets need, and after an import there are 200,000 products to be digested.
 */
final class EditionDigests {

  /**
   * What the digests are of.
   *
   * @param changed the codes of products that may be others than in what was digested last
   */
  private record Published(
      long number,
      Stores stores,
      Promotions promotions,
      Rows rows,
      long used,
      Set<String> changed) {}

  private static final Logger LOG = LoggerFactory.getLogger(EditionDigests.class);

  private final Assortment assortment;
  private volatile @Nullable Published published;

  /** The number of the edition whose digests were made last. */
  private volatile long edition = -1;

  private volatile String strategies = "";
  private volatile String catalogue = "";

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("catalogue-digests").daemon().factory());

  /** Whether the thread is going to look anyway. */
  private final AtomicBoolean isDue = new AtomicBoolean();

  /** What the sum is of. */
  @GuardedBy("this")
  private Rows digested = Rows.NONE;

  @GuardedBy("this")
  private long sum;

  EditionDigests(Assortment assortment) {
    this.assortment = assortment;
  }

  /** Returns them as facts of this node. */
  List<NodeFact> facts() {
    return List.of(
        new Fact(NodeFact.STRATEGIES, this::strategies),
        new Fact(NodeFact.CATALOGUE, this::catalogue));
  }

  private record Fact(String name, Supplier<String> now) implements NodeFact {
    @Override
    public String value() {
      return now.get();
    }
  }

  /**
   * An edition is published: its digests are made soon.
   *
   * @param changed the codes of products that may be others than in the one before
   */
  void published(Set<String> changed) {
    synchronized (assortment) {
      Published before = published;
      Set<String> all = new HashSet<>(changed);
      if (before != null && before.number() > edition) {
        all.addAll(before.changed());
      }
      published =
          new Published(
              assortment.editions().number(),
              assortment.agreed().stores(),
              assortment.agreed().promotions(),
              assortment.editions().rows(),
              used(assortment.strategies()),
              all);
    }
    tend();
  }

  /** Has the digests made, if they are not those of the newest edition; done again and again. */
  void tend() {
    if (isLate() && isDue.compareAndSet(false, true)) {
      try {
        thread.execute(this::look);
      } catch (Throwable e) { // there may be no memory for a thread
        isDue.set(false);
        LOG.warn("the digests cannot be made now: {}", e.toString());
      }
    }
  }

  private boolean isLate() {
    Published now = published;
    return now != null && now.number() != edition;
  }

  /** Of the strategies; empty, and not told to others, while it is not that of the newest. */
  String strategies() {
    return isLate() ? "" : strategies;
  }

  /** Of the catalogue, likewise. */
  String catalogue() {
    return isLate() ? "" : catalogue;
  }

  /** Makes those of the newest edition. */
  synchronized void look() {
    isDue.set(false);
    Published now = published;
    if (now == null || now.number() == edition) {
      return;
    }
    strategies = text(now.used());
    sum += difference(now);
    digested = now.rows();
    catalogue = text(sum + digest(now.stores()) + digest(now.promotions()));
    edition = now.number();
  }

  /** Only what has changed is digested: a new price is one product of many. */
  @GuardedBy("this")
  private long difference(Published now) {
    long difference = 0;
    for (String code : now.changed()) {
      difference += digest(now.rows().get(code)) - digest(digested.get(code));
    }
    return difference;
  }

  private static long used(RegisteredStrategies strategies) {
    long sum = 0;
    for (RegisteredStrategy each : strategies.all()) {
      if (strategies.isInUse(each) && !strategies.audience(each).isNobody()) {
        sum +=
            digest(
                each.id().toString(),
                each.bundle(),
                String.valueOf(strategies.audience(each).percent()));
      }
    }
    return sum;
  }

  private static long digest(Promotions promotions) {
    return promotions.isEmpty() ? 0 : digest(PromotionsWriter.text(promotions));
  }

  private static long digest(Stores stores) {
    return stores.equals(Stores.NONE) ? 0 : digest(StoresWriter.text(stores));
  }

  private static long digest(@Nullable Row row) {
    return row == null ? 0 : digest(row.product());
  }

  private static long digest(Product product) {
    String receipt =
        product.vatClass() + '\0' + product.deposit() + '\0' + product.scanCodes().words();
    return digest(
        product.code(),
        product.name(),
        product.unitPrice() + product.soldBy().per(),
        product.strategy(),
        product.parameters().toString(),
        (product.overrides().isEmpty() ? "" : product.overrides().toString())
            + (receipt.length() > 2 ? '\0' + receipt : ""));
  }

  private static long digest(String... texts) {
    byte[] digest = sha256().digest(String.join("\0", texts).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** No edition is published any more. */
  void end() {
    thread.shutdownNow();
  }

  private static String text(long digest) {
    return HexFormat.of().toHexDigits(digest);
  }
}
