package supermarket.product.manager.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.library.text.Spelling;

/**
 * The strategies that are registered now, and which one of each name is used.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class RegisteredStrategies {

  private static final Logger LOG = LoggerFactory.getLogger(RegisteredStrategies.class);

  private final Map<Long, RegisteredStrategy> byService = new HashMap<>();
  private Map<Long, Audience> audiences = Map.of();
  private final Map<String, String> unknown = new HashMap<>();
  private Set<String> reported = new HashSet<>();

  /** Which one of each name is live, and which one is on trial; made when it is asked for. */
  private @Nullable Map<String, RegisteredStrategy> live;

  private @Nullable Map<String, RegisteredStrategy> onTrial;

  public void add(RegisteredStrategy strategy) {
    byService.put(strategy.id().serviceId(), strategy);
    changed();
  }

  public void remove(long serviceId) {
    byService.remove(serviceId);
    changed();
  }

  public boolean has(StrategyId strategy) {
    return byService.containsKey(strategy.serviceId());
  }

  /** From now on exactly the strategies of these bundles have a limited audience. */
  public void limit(Map<Long, Audience> byBundle) {
    audiences = Map.copyOf(byBundle);
    changed();
  }

  /** The users whose baskets a strategy is there for. */
  public Audience audience(RegisteredStrategy strategy) {
    return audiences.getOrDefault(strategy.bundleId(), Audience.EVERYBODY);
  }

  /** Whether it is there for everybody, if no other of its name comes first. */
  public boolean isForEverybody(RegisteredStrategy strategy) {
    return audience(strategy).isEverybody();
  }

  private boolean isCanary(RegisteredStrategy strategy) {
    return !isForEverybody(strategy) && !audience(strategy).isNobody();
  }

  /** The names that a live strategy has. */
  public Set<String> names() {
    return names(false);
  }

  /** The names that a live kind of promotions has. */
  public Set<String> kinds() {
    return names(true);
  }

  private Set<String> names(boolean ofKinds) {
    return live().values().stream()
        .filter(each -> each.isKind() == ofKinds)
        .map(each -> each.id().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The live ones, by key. */
  public Map<String, RegisteredStrategy> inUse() {
    return Collections.unmodifiableMap(live());
  }

  /** The kind of this name, for the users who are in no share. */
  public Optional<RegisteredStrategy> kind(String name) {
    return Optional.ofNullable(live().get(RegisteredStrategy.kind(name)));
  }

  /** Those that price for a share of the users. */
  public Collection<RegisteredStrategy> canaries() {
    return Collections.unmodifiableCollection(onTrial().values());
  }

  private Map<String, RegisteredStrategy> live() {
    Map<String, RegisteredStrategy> known = live;
    if (known == null) {
      known = first(this::isForEverybody);
      live = known;
    }
    return known;
  }

  private Map<String, RegisteredStrategy> onTrial() {
    Map<String, RegisteredStrategy> known = onTrial;
    if (known == null) {
      known = first(this::isCanary);
      onTrial = known;
    }
    return known;
  }

  /** The first of each name. */
  private Map<String, RegisteredStrategy> first(Predicate<RegisteredStrategy> which) {
    return byService.values().stream()
        .filter(which)
        .collect(
            Collectors.toMap(
                RegisteredStrategy::key,
                each -> each,
                BinaryOperator.minBy(RegisteredStrategy.PRECEDENCE)));
  }

  /** The one that prices the products bound to this name, for the users who are in no share. */
  public Optional<RegisteredStrategy> named(String name) {
    return Optional.ofNullable(live().get(name));
  }

  /** That no live strategy has this name, and which one was probably meant. */
  public String unknown(String name) {
    return unknown.computeIfAbsent(
        name,
        wanted ->
            "no live strategy is named '"
                + wanted
                + "'"
                + Spelling.nearest(wanted, names(), Math.max(1, wanted.length() / 3))
                    .map(it -> " (did you mean '" + it + "'?)")
                    .orElse(""));
  }

  /** The one of this name that prices for a share of the users. */
  public Optional<RegisteredStrategy> canary(String name) {
    return Optional.ofNullable(onTrial().get(name));
  }

  /** Whether it prices for its audience; if not, another one of its name comes first. */
  public boolean isInUse(RegisteredStrategy strategy) {
    return strategy.equals(live().get(strategy.key()))
        || strategy.equals(onTrial().get(strategy.key()));
  }

  /** Whether any is on trial. */
  public boolean hasCanaries() {
    return !onTrial().isEmpty();
  }

  /** All of them, by name and then in order of precedence. */
  public List<RegisteredStrategy> all() {
    return byService.values().stream()
        .sorted(
            Comparator.comparing((RegisteredStrategy strategy) -> strategy.id().name())
                .thenComparing(RegisteredStrategy.PRECEDENCE))
        .toList();
  }

  /** One sentence for each name that more than one strategy claims. */
  public List<String> conflicts() {
    List<String> conflicts = new ArrayList<>();
    all().stream()
        .filter(this::isForEverybody)
        .collect(Collectors.groupingBy(RegisteredStrategy::key))
        .forEach(
            (name, claimants) -> {
              if (claimants.size() > 1) {
                conflicts.add(
                    "more than one live strategy is named "
                        + name
                        + ": using "
                        + claimants.getFirst()
                        + ", not "
                        + claimants.subList(1, claimants.size()).stream()
                            .map(RegisteredStrategy::toString)
                            .collect(Collectors.joining(", ")));
              }
            });
    conflicts.sort(Comparator.naturalOrder());
    return conflicts;
  }

  private void changed() {
    live = null;
    onTrial = null;
    unknown.clear();
    Set<String> now = new HashSet<>(conflicts());
    now.stream().filter(conflict -> !reported.contains(conflict)).forEach(LOG::warn);
    reported = now;
  }
}
