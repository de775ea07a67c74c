package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;

/**
 * An operator who adds, changes, ends and removes promotions as fast as the runtime takes it: by
 * the service, by the shell's commands and by the file in turn. After each change, a basket is
 * priced.
 */
final class PromotionChurn {

  /** Every so many changes, one is made in the file, where it waits to be looked at. */
  private static final int FILE_TURN = 10;

  private static final int MOST_UNITS = 9;

  /** Of each kind, more promotions than products, so that some of them compete. */
  private static final List<String> IDS =
      List.of("deal-0", "deal-1", "deal-2", "deal-3", "deal-4", "fold-0", "fold-1", "fold-2", "m");

  private final Catalogue catalogue;
  private final CatalogueDeployer deployer;
  private final Operator operator;
  private final Path file;
  private final Random random;
  private final TreeMap<String, Promotion> present = new TreeMap<>();

  /**
   * An edit that only takes back what the file has not followed yet would be none: it has its own.
   */
  private static final List<String> IDS_OF_FILE = List.of("deal-7", "fold-3");

  PromotionChurn(
      Catalogue catalogue, CatalogueDeployer deployer, Operator operator, Path file, long seed) {
    this.catalogue = catalogue;
    this.deployer = deployer;
    this.operator = operator;
    this.file = file;
    random = new Random(seed);
  }

  /** One of each kind, which nothing takes away. */
  Map<String, Promotion> begin() {
    List.of("deal-z", "fold-z").forEach(id -> byService(id, fresh(id)));
    return present;
  }

  /** Makes one change. */
  void change(int turn) throws IOException {
    boolean isEdit = turn % FILE_TURN == 0;
    List<String> ids = isEdit ? IDS_OF_FILE : IDS;
    String id = ids.get(random.nextInt(ids.size()));
    Promotion now = present.get(id);
    Promotion next = now == null ? fresh(id) : changed(now);
    if (isEdit) {
      byFile(id, next);
    } else if (turn % 2 == 0) {
      byService(id, next);
    } else {
      byShell(id, next);
    }
    assertThat(catalogue.promotions().byId()).as("after " + id).isEqualTo(present);
  }

  /** What is in force now. */
  Map<String, Promotion> present() {
    return present;
  }

  private Promotion fresh(String id) {
    char last = id.charAt(id.length() - 1);
    int number = last == 'z' ? 0 : Character.digit(last, 10);
    Map<String, String> parameters = new HashMap<>();
    String kind = "meal-deal";
    if (id.equals("m")) {
      parameters.putAll(Map.of("main", "m0", "drink", "m1", "price", "4.50"));
    } else {
      boolean isDropped = id.startsWith("fold");
      kind = isDropped ? "folder-deal" : "test-deal";
      parameters.put("of", isDropped ? "f" + number % 2 : "t" + number % 3);
      parameters.put("unit", "0.01");
      parameters.put("by", String.valueOf(1 + random.nextInt(MOST_UNITS)));
    }
    return new Promotion(
        id,
        "",
        kind,
        parameters,
        Conditions.NONE,
        "",
        Long.MAX_VALUE,
        number > 0 && random.nextInt(5) == 0);
  }

  /** Null if it is to go. */
  private @Nullable Promotion changed(Promotion now) {
    int what = random.nextInt(8);
    if (what == 0 || now.conditions().until() != null) {
      return null;
    }
    return switch (what) {
      case 1 -> now.with(now.conditions().endedAt(LocalDateTime.of(2026, 1, 1, 0, 0)));
      case 2 -> with(now, now.parameters(), now.conditions().code(), !now.dark());
      case 3 ->
          with(
              now,
              now.parameters(),
              now.conditions().code().isEmpty() ? PromotionTills.CODE : "",
              now.dark());
      default -> with(now, others(now.parameters()), now.conditions().code(), now.dark());
    };
  }

  private static Promotion with(
      Promotion now, Map<String, String> parameters, String code, boolean dark) {
    Conditions conditions = new Conditions(null, null, Set.of(), null, Set.of(), false, code);
    return new Promotion(
        now.id(), "", now.kind(), parameters, conditions, "", Long.MAX_VALUE, dark);
  }

  private static Map<String, String> others(Map<String, String> parameters) {
    Map<String, String> others = new HashMap<>(parameters);
    others.computeIfPresent(
        "by", (name, by) -> String.valueOf(1 + Integer.parseInt(by) % MOST_UNITS));
    others.computeIfPresent(
        "price", (name, price) -> "%d.50".formatted(1 + (price.charAt(0) - '0') % MOST_UNITS));
    return others;
  }

  private void put(String id, @Nullable Promotion next) {
    if (next == null) {
      present.remove(id);
    } else {
      present.put(id, next);
    }
  }

  private void byService(String id, @Nullable Promotion next) {
    Deployment deployment =
        deployer.promotions(
            "promotion " + id,
            promotions -> next == null ? promotions.without(id) : promotions.with(next),
            Order.by(Deployment.command("churn")));
    assertThat(deployment.outcome()).as(deployment.toString()).isEqualTo(Outcome.DONE);
    put(id, next);
  }

  private void byShell(String id, @Nullable Promotion next) {
    if (next == null) {
      operator.run("promotion:remove " + id);
      put(id, next);
      return;
    }
    if (next.conditions().until() != null) {
      operator.run("promotion:end " + id);
      // It ends now, which only the runtime knows to the second.
      put(id, next.with(catalogue.promotions().get(id).conditions()));
      assertThat(present.get(id).conditions().until()).as(id).isNotNull();
      return;
    }
    boolean isNew = !present.containsKey(id);
    String parameters =
        next.parameters().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
    String code = next.conditions().code();
    operator.run(
        "promotion:%s %s %s %s%s%s"
            .formatted(
                isNew ? "add" : "change",
                id,
                isNew ? next.kind() : "",
                parameters,
                isNew ? "" : " --code '" + code + "'",
                next.dark() ? " --dark" : isNew ? "" : " --live"));
    put(id, next);
  }

  /** As editors write: nobody reads half a file. */
  private void byFile(String id, @Nullable Promotion next) throws IOException {
    put(id, next);
    String text =
        present.values().stream()
            .map(PromotionChurn::json)
            .collect(Collectors.joining(",\n", "{\"promotions\": [\n", "]}\n"));
    Path whole = Files.writeString(file.resolveSibling(".promotions.json~"), text);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    await("edit of " + id + " to " + next)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> catalogue.promotions(), it -> it.byId().equals(present));
  }

  private static String json(Promotion promotion) {
    Conditions conditions = promotion.conditions();
    String parameters =
        promotion.parameters().entrySet().stream()
            .map(each -> "\"%s\": \"%s\"".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "{\"id\": \"%s\", \"kind\": \"%s\", \"parameters\": %s%s%s%s}"
        .formatted(
            promotion.id(),
            promotion.kind(),
            parameters,
            conditions.code().isEmpty() ? "" : ", \"code\": \"" + conditions.code() + "\"",
            conditions.until() == null ? "" : ", \"until\": \"" + conditions.until() + "\"",
            promotion.dark() ? ", \"dark\": true" : "");
  }
}
