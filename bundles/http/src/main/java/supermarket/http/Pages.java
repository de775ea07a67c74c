package supermarket.http;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.http.HttpPage;

/**
 * The pages that are there, by path.
 *
 * <p>Thread safety: any thread.
 */
final class Pages {

  private final ConcurrentMap<String, HttpPage> byPath = new ConcurrentHashMap<>();

  /** Serves a page; one that has the path already goes on. */
  void add(String path, HttpPage page) {
    byPath.putIfAbsent(path, page);
  }

  void remove(String path, HttpPage page) {
    byPath.remove(path, page);
  }

  /** Returns who answers for a path; null if nobody does. */
  @Nullable HttpPage find(String path) {
    HttpPage exact = byPath.get(path);
    return exact != null
        ? exact
        : byPath.entrySet().stream()
            .filter(each -> each.getKey().endsWith("/") && path.startsWith(each.getKey()))
            .max(Comparator.comparingInt(each -> each.getKey().length()))
            .map(Map.Entry::getValue)
            .orElse(null);
  }

  /** Returns what is there. */
  Set<String> paths() {
    return new TreeSet<>(byPath.keySet());
  }
}
