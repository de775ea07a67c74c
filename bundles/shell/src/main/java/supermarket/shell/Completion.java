package supermarket.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.catalogue.ProductQuery;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.WorkerStatus;

/**
 * What can stand at a place of a command line. Never fails: where an app is away, there is nothing
 * to offer.
 */
final class Completion {

  private static final int MOST = 1000;

  /**
   * What Gogo takes as one plain word. The shell writes a candidate into the line unquoted, and ids
   * come from clients: one such as {@code $(stop 0)} would run when the operator presses enter, so
   * it is not offered.
   */
  private static final Pattern PLAIN = Pattern.compile("(--)?[A-Za-z0-9][A-Za-z0-9._@/+=:,-]*");

  private final Apps apps;

  Completion(Apps apps) {
    this.apps = apps;
  }

  /**
   * What may stand there.
   *
   * @param words the words of the line, the command first
   * @param index which of them is to be completed
   */
  List<String> candidates(String command, List<String> words, int index) {
    Stream<String> all =
        switch (command) {
          case "strategy:show",
              "product:undo",
              "product:show",
              "product:remove",
              "product:change",
              "product:history" ->
              index == 1 ? products(words, index) : Stream.empty();
          case "store:show", "store:change", "store:remove" ->
              index == 1 ? stores() : Stream.empty();
          case "store:list" -> index == 1 ? groups() : Stream.empty();
          case "store:unknown" -> index == 1 ? Stream.of(StoreCommands.WORDS) : Stream.empty();
          case "pricelist:remove" -> index == 1 ? lists() : Stream.empty();
          case "promotion:show",
              "promotion:change",
              "promotion:end",
              "promotion:remove",
              "promotion:check" ->
              index == 1 ? promotions() : Stream.empty();
          case "promotion:add" -> index == 2 ? kinds() : Stream.empty();
          case "promotion:set" -> index == 1 ? sets() : products(words, index);
          case "promotion:exclude" -> products(words, index);
          case "catalogue:rollback" -> asked();
          case "product:import" -> Stream.of("--all", Change.DRY_RUN, Change.FORCE, Change.WITHOUT);
          case "strategy:release" -> index == 1 ? quarantined() : Stream.empty();
          case "strategy:diff" -> index == 1 ? onTrial() : Stream.empty();
          case "strategy:canary", "strategy:promote" -> Stream.concat(asked(), onTrial());
          case "strategy:rollback", "strategy:forget", "strategy:uninstall" ->
              Stream.concat(asked(), strategies());
          case "strategy:install", "strategy:upgrade", "strategy:shadow" ->
              Stream.concat(asked(), trusted());
          case "strategy:check" -> trusted();
          case "strategy:history" -> index == 1 ? strategies() : Stream.empty();
          case "strategy:trust" -> index == 1 ? notAdmitted() : Stream.empty();
          case "product:price" -> productPrice(words, index);
          case "product:strategy" -> productStrategy(words, index);
          case "basket:price" -> index >= 3 ? products(words, index) : Stream.empty();
          case "basket:explain" -> index == 1 ? failed() : Stream.empty();
          case "basket:kill" -> basketKill(words, index);
          case "health:check" -> Stream.of("broker", "catalogue", "live", "ready", "strategies");
          case "log:level" -> index == 2 ? LogCommands.LEVELS.stream() : Stream.empty();
          default -> Stream.empty();
        };
    return all.filter(Completion::isPlain).distinct().sorted().limit(MOST).toList();
  }

  /** Whether Gogo takes it as one word and nothing else. */
  static boolean isPlain(String word) {
    return PLAIN.matcher(word).matches();
  }

  private Stream<String> productPrice(List<String> words, int index) {
    return switch (index) {
      case 1 -> products(words, index);
      case 2 ->
          Stream.ofNullable(word(words, 1))
              .flatMap(code -> apps.ifCatalogue().flatMap(all -> all.product(code)).stream())
              .map(each -> Text.amount(each.product().unitPrice()));
      default -> Stream.empty();
    };
  }

  private Stream<String> productStrategy(List<String> words, int index) {
    return switch (index) {
      case 0 -> Stream.empty();
      case 1 -> products(words, index);
      case 2 -> strategies();
      default -> parameters(word(words, 2), given(words, index));
    };
  }

  /**
   * Parameters that products with this strategy have, but those whose names stand in the line
   * already.
   */
  private Stream<String> parameters(@Nullable String strategy, Collection<String> given) {
    return Stream.ofNullable(strategy)
        .flatMap(name -> apps.ifCatalogue().stream().map(all -> all.samples(Set.of(name))))
        .flatMap(List::stream)
        .flatMap(each -> each.parameters().entrySet().stream())
        .filter(each -> !given.contains(each.getKey()))
        .map(each -> each.getKey() + "=" + each.getValue());
  }

  private static Collection<String> given(List<String> words, int index) {
    List<String> names = new ArrayList<>();
    for (int i = 3; i < words.size(); i++) {
      int equals = words.get(i).indexOf('=');
      if (i != index && equals > 0) {
        names.add(words.get(i).substring(0, equals));
      }
    }
    return names;
  }

  private Stream<String> basketKill(List<String> words, int index) {
    return switch (index) {
      case 1 -> users().map(UserId::supermarket);
      case 2 -> users().filter(each -> each.supermarket().equals(word(words, 1))).map(UserId::user);
      default -> Stream.empty();
    };
  }

  private static @Nullable String word(List<String> words, int index) {
    return index < words.size() ? words.get(index) : null;
  }

  private Stream<String> products(List<String> words, int index) {
    String begun = word(words, index);
    ProductQuery query = ProductQuery.beginning(begun == null ? "" : begun, MOST);
    return apps.ifCatalogue().stream()
        .flatMap(catalogue -> catalogue.products(query).products().stream())
        .map(each -> each.product().code());
  }

  private Stream<String> stores() {
    return apps.ifCatalogue().stream().flatMap(all -> all.stores().byId().keySet().stream());
  }

  private Stream<String> groups() {
    return apps.ifCatalogue().stream()
        .flatMap(all -> all.stores().byId().values().stream())
        .flatMap(store -> store.groups().stream());
  }

  private Stream<String> promotions() {
    return apps.ifCatalogue().stream().flatMap(all -> all.promotions().byId().keySet().stream());
  }

  private Stream<String> sets() {
    return apps.ifCatalogue().stream().flatMap(all -> all.promotions().sets().keySet().stream());
  }

  private Stream<String> kinds() {
    return apps.ifCatalogue().stream()
        .flatMap(catalogue -> catalogue.strategies().stream())
        .filter(StrategyStatus::isKind)
        .map(each -> each.id().name());
  }

  private Stream<String> lists() {
    return apps.ifCatalogue().stream().flatMap(all -> all.stores().lists().keySet().stream());
  }

  private Stream<String> strategies() {
    return apps.ifCatalogue().stream()
        .flatMap(catalogue -> catalogue.strategies().stream())
        .map(each -> each.id().name());
  }

  private static Stream<String> asked() {
    return Stream.of(Change.DRY_RUN, Change.WITHOUT);
  }

  private static Stream<String> trusted() {
    return Stream.of(Change.TRUSTED);
  }

  private Stream<String> notAdmitted() {
    return apps.ifCatalogue().stream()
        .flatMap(catalogue -> catalogue.strategies().stream())
        .filter(each -> each.admission() == Admission.NONE)
        .map(each -> Long.toString(each.bundleId()));
  }

  private Stream<String> onTrial() {
    return apps.ifCatalogue().stream()
        .flatMap(catalogue -> catalogue.strategies().stream())
        .filter(each -> !each.audience().isEverybody() && each.admission() != Admission.NONE)
        .map(each -> each.id().name());
  }

  private Stream<String> quarantined() {
    return Stream.concat(
            apps.ifQuarantine().stream().flatMap(calls -> calls.quarantined().stream()),
            apps.ifCatalogue().stream().flatMap(rules -> rules.quarantined().stream()))
        .map(each -> each.strategy().name())
        .distinct();
  }

  private Stream<String> failed() {
    return apps.ifRecords().stream()
        .flatMap(records -> records.failed(MOST).stream())
        .map(each -> each.basket().id());
  }

  private Stream<UserId> users() {
    return apps.ifServers().stream()
        .map(ServerControl::status)
        .flatMap(status -> status.workers().stream())
        .map(WorkerStatus::user);
  }
}
