package supermarket.configuration;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.ConfigurationCheck;
import supermarket.basket.api.operation.InvalidSetting;

/** A configuration of one of our bundles, which says what it may hold. */
record OwnKind(ConfigurationCheck<?> check) implements Kind {

  @Override
  public boolean isOwn() {
    return true;
  }

  @Override
  public Optional<String> nameKey() {
    return check.nameKey();
  }

  @Override
  public Map<String, String> options() {
    return check.options();
  }

  @Override
  public Judged judge(KeyValues file) {
    return judge(check, file);
  }

  private static <C extends Annotation> Judged judge(ConfigurationCheck<C> check, KeyValues file) {
    List<Remark> remarks = new ArrayList<>(file.remarks());
    SortedMap<String, Method> keys = keys(check.type());
    Map<String, Object> values = new HashMap<>();
    Map<String, String> unread = new TreeMap<>();
    file.values()
        .forEach(
            (key, value) -> {
              Method method = keys.get(key);
              if (method == null) {
                remarks.add(Remark.unknown(key, value, Names.didYouMean(key, keys.keySet())));
                return;
              }
              Class<?> type = method.getReturnType();
              Object typed = typed(type, value);
              if (typed == null) {
                unread.put(key, type == boolean.class ? "true or false" : "a whole number");
              }
              values.put(key, typed == null ? beyondAllBounds(type) : typed);
            });
    Set<String> told = check(check, file, values, remarks);
    unread.keySet().removeAll(told);
    unread.forEach(
        (key, allowed) ->
            remarks.add(Remark.wrong(key, file.values().getOrDefault(key, ""), allowed)));
    return new Judged(values, remarks);
  }

  /** Asks the check as long as it finds something else; returns the keys that are told of. */
  private static <C extends Annotation> Set<String> check(
      ConfigurationCheck<C> check,
      KeyValues file,
      Map<String, Object> values,
      List<Remark> remarks) {
    Map<String, Object> rest = new HashMap<>(values);
    Set<String> told = new HashSet<>();
    while (true) {
      try {
        check.check(config(check.type(), rest));
        return told;
      } catch (InvalidSetting wrong) {
        String key = wrong.key();
        if (!told.add(key)) {
          return told;
        }
        String given = file.values().get(key);
        remarks.add(
            given == null
                ? Remark.missing(key, wrong.allowed())
                : Remark.wrong(key, given, wrong.allowed()));
        rest.remove(key); // its default in its place shows what else is wrong
      } catch (RuntimeException | LinkageError unexpected) {
        remarks.add(Remark.refusal("it cannot be checked: " + unexpected));
        return told;
      }
    }
  }

  private static SortedMap<String, Method> keys(Class<?> type) {
    SortedMap<String, Method> keys = new TreeMap<>();
    for (Method method : type.getDeclaredMethods()) {
      keys.put(key(method), method);
    }
    return keys;
  }

  private static String key(Method method) {
    return method.getName().replace('_', '.');
  }

  /** Null if the text is no such value. */
  private static @Nullable Object typed(Class<?> type, String text) {
    try {
      if (type == int.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      return null;
    }
    if (type == boolean.class) {
      return Set.of("true", "false").contains(text) ? Boolean.valueOf(text) : null;
    }
    return text;
  }

  /** So it is the check that says what is allowed, also of what is no number. */
  private static Object beyondAllBounds(Class<?> type) {
    if (type == int.class) {
      return Integer.MIN_VALUE;
    }
    if (type == long.class) {
      return Long.MIN_VALUE;
    }
    return false;
  }

  private static <C extends Annotation> C config(Class<C> type, Map<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "annotationType" -> type;
                  case "toString" -> type.getName();
                  default -> values.getOrDefault(key(method), method.getDefaultValue());
                }));
  }
}
