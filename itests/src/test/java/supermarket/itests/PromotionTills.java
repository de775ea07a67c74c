package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.itests.Store.Reply;

/**
 * Tills that post the same basket without pause for several users in turn, each the next one as
 * soon as it has its reply. Each reply is checked by itself at once, and at the end by what was in
 * force with the revision that it names.
 */
final class PromotionTills implements AutoCloseable {

  /** Products of {@code test-deal}, {@code folder-deal} and {@code meal-deal}. */
  static final List<String> PRODUCTS = List.of("t0", "t1", "t2", "f0", "f1", "m0", "m1");

  /** The code that every other user gives. */
  static final String CODE = "C1";

  /** What each product costs. */
  private static final long PLAIN = 500;

  private static final int TILLS = 4;
  private static final int USERS = 6;
  private static final Map<String, Integer> PIECES = Map.of("t1", 2, "t2", 3, "f1", 2);

  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"product\":\"([^\"]+)\",\"quantity\":(\\d+),[^\\[{}]*?\"cost\":([\\d.]+),"
              + "[^\\[{}]*?\"plain_cost\":([\\d.]+)(?:,\"promotions\":\\[([^]]*)])?");
  private static final Pattern OFF = Pattern.compile("\"id\":\"([^\"]+)\",\"off\":([\\d.]+)");
  private static final Pattern APPLIED =
      Pattern.compile(
          "\"id\":\"([^\"]+)\",\"kind\":\"([^@\"]+)@([^\"]+)\",\"times\":\\d+,"
              + "\"saving\":([\\d.]+)");
  private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
  private static final Pattern TOTAL = Pattern.compile("\"total_cost\":([\\d.]+)");

  /** What a reply says a promotion took off. */
  private record Applied(String kind, String version, long saving) {}

  /** What counts of a reply. */
  private record Seen(String user, long revision, Map<String, Applied> applied) {}

  private final Store store;
  private final PromotionRevisions revisions;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder priced = new LongAdder();
  private final Set<Seen> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> newest = new ConcurrentHashMap<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<String> mixed = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private PromotionTills(Store store, PromotionRevisions revisions) {
    this.store = store;
    this.revisions = revisions;
  }

  /** Opens them. */
  static PromotionTills open(Path home, PromotionRevisions revisions) {
    PromotionTills tills = new PromotionTills(Store.of(home), revisions);
    for (int i = 0; i < TILLS; i++) {
      String till = "till-" + i;
      tills.threads.add(Thread.ofPlatform().name(till).start(() -> tills.loop(till)));
    }
    await().until(() -> tills.priced.sum() > TILLS);
    return tills;
  }

  private void loop(String till) {
    for (int i = 0; !closed; i++) {
      price(till + "-" + i % USERS);
    }
  }

  private static String code(String user) {
    return (user.charAt(user.length() - 1) & 1) == 0 ? "" : CODE;
  }

  /** Prices a basket of a user and answers with which revision; 0 if it failed. */
  private long price(String user) {
    String[] items =
        PRODUCTS.stream().map(it -> it + "*" + PIECES.getOrDefault(it, 1)).toArray(String[]::new);
    String basket = Store.basket(user, items);
    String given = code(user).isEmpty() ? "" : ", \"codes\": [\" c1 \"]";
    Reply reply = store.post(basket.substring(0, basket.length() - 1) + given + "}");
    if (reply.status() != 200) {
      failed.add(reply.toString());
      return 0;
    }
    priced.increment();
    return check(user, reply.body());
  }

  /** Whoever buys now, buys with this revision or a later one. */
  void assertNow(String user, long revision) {
    assertThat(price(user)).as("revision").isGreaterThanOrEqualTo(revision);
  }

  /** Which version of a kind prices the baskets of some users now, by user; none is left out. */
  Map<String, String> versions(String kind, int users) {
    Map<String, String> versions = new TreeMap<>();
    for (int i = 0; i < users; i++) {
      String user = "asks-" + i;
      long revision = price(user);
      seen.stream()
          .filter(each -> each.user().equals(user) && each.revision() == revision)
          .flatMap(each -> each.applied().values().stream())
          .filter(each -> each.kind().equals(kind))
          .forEach(each -> versions.put(user, each.version()));
    }
    return versions;
  }

  private static long cents(String amount) {
    return Long.parseLong(amount.replace(".", ""));
  }

  private static String find(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    return matcher.find() ? matcher.group(1) : "-1";
  }

  /** What a reply says must agree with itself. */
  private long check(String user, String body) {
    long total = 0;
    boolean right = true;
    Map<String, Long> offs = new HashMap<>();
    List<MatchResult> lines = LINE.matcher(body).results().toList();
    for (MatchResult line : lines) {
      long cost = cents(line.group(3));
      long plain = cents(line.group(4));
      long off = 0;
      if (line.group(5) != null) {
        for (MatchResult each : OFF.matcher(line.group(5)).results().toList()) {
          off += cents(each.group(2));
          offs.merge(each.group(1), cents(each.group(2)), Long::sum);
        }
      }
      total += cost;
      right &= cost >= 0 && cost == plain - off && plain == PLAIN * Long.parseLong(line.group(2));
    }
    Map<String, Applied> applied = new TreeMap<>();
    Map<String, String> versions = new HashMap<>();
    for (MatchResult each : APPLIED.matcher(body).results().toList()) {
      long saving = cents(each.group(4));
      applied.put(each.group(1), new Applied(each.group(2), each.group(3), saving));
      right &= saving == offs.getOrDefault(each.group(1), 0L);
      String other = versions.put(each.group(2), each.group(3));
      if (other != null && !other.equals(each.group(3))) {
        mixed.add(body);
      }
    }
    long revision = Long.parseLong(find(REVISION, body));
    long before = newest.merge(user, revision, Math::max);
    if (!right
        || lines.size() != PRODUCTS.size()
        || !offs.keySet().equals(applied.keySet())
        || total != cents(find(TOTAL, body))
        || before > revision
        || !body.contains("\"proven\":true")) {
      wrong.add(user + " after revision " + before + ": " + body);
    }
    seen.add(new Seen(user, revision, applied));
    return revision;
  }

  /** Stops, and answers how many baskets were priced; all of them by what was in force. */
  long assertNothingWasNoticed() throws Exception {
    close();
    revisions.read();
    Map<String, String> ofUsers = new HashMap<>();
    seen.forEach(each -> checkByRevision(each, ofUsers));
    assertThat(failed).as("failed").isEmpty();
    assertThat(mixed).as("mixed").isEmpty();
    assertThat(wrong).as("wrong").isEmpty();
    return priced.sum();
  }

  private void checkByRevision(Seen each, Map<String, String> ofUsers) {
    Map<String, String> versions = new HashMap<>();
    each.applied().values().forEach(it -> versions.put(it.kind(), it.version()));
    versions.forEach(
        (kind, version) -> {
          if (!kind.equals("meal-deal")) {
            Optional<DeployedBundle> bundle =
                revisions.bundle(each.revision(), CentsJar.symbolicName(kind));
            if (!mayPrice(bundle, version)) {
              wrong.add("another version than of %s: %s".formatted(bundle, each));
            }
            String who = kind + " " + bundle + " " + each.user();
            String other = ofUsers.putIfAbsent(who, version);
            if (other != null && !other.equals(version)) {
              wrong.add("%s had version %s too: %s".formatted(who, other, each));
            }
          }
        });
    Map<String, Long> savings = new TreeMap<>();
    each.applied().forEach((id, it) -> savings.put(id, it.saving()));
    Map<String, Promotion> promotions = revisions.promotions(each.revision());
    Map<String, Long> right = new TreeMap<>();
    for (String product : PRODUCTS) {
      best(each, product, promotions, versions)
          .ifPresent(it -> right.put(it.id(), saving(it, product, versions)));
    }
    if (!savings.equals(right)) {
      wrong.add("%s, but right is %s of %s".formatted(each, right, promotions.values()));
    }
  }

  private static boolean mayPrice(Optional<DeployedBundle> bundle, String version) {
    return bundle.isPresent()
        && (isVersion(bundle.get().live(), version)
            || (bundle.get().percent() > 0 && isVersion(bundle.get().trial(), version)));
  }

  private static boolean isVersion(@Nullable DeployedVersion deployed, String version) {
    return deployed != null && deployed.version().equals(version);
  }

  /** The promotion of a product that saves most; of several, the first by its id. */
  private Optional<Promotion> best(
      Seen by, String product, Map<String, Promotion> promotions, Map<String, String> versions) {
    @Nullable Promotion best = null;
    for (Promotion each : new TreeMap<>(promotions).values()) {
      if (product.equals(each.parameters().getOrDefault("of", each.parameters().get("main")))
          && !each.dark()
          && each.conditions().until() == null
          && List.of("", code(by.user())).contains(each.conditions().code())
          && isThere(each.kind(), by.revision(), versions)
          && (best == null || saving(each, product, versions) > saving(best, product, versions))) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A kind that is not deployed takes nothing off; one that is must show its version. */
  private boolean isThere(String kind, long revision, Map<String, String> versions) {
    return kind.equals("meal-deal")
        || versions.containsKey(kind)
        || revisions
            .bundle(revision, CentsJar.symbolicName(kind))
            .filter(it -> it.live() != null)
            .isPresent();
  }

  private static long saving(Promotion promotion, String product, Map<String, String> versions) {
    Map<String, String> parameters = promotion.parameters();
    return promotion.kind().equals("meal-deal")
        ? 2 * PLAIN - cents(parameters.get("price"))
        : PIECES.getOrDefault(product, 1)
            * Long.parseLong(parameters.get("by"))
            * CentsJar.cents(versions.getOrDefault(promotion.kind(), "0.0.0"));
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    store.close();
  }
}
