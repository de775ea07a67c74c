package supermarket.strategy.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Looks for state in an object that should have none. */
final class State {

  private State() {}

  /** The fields of an object and its classes that can change, one sentence each. */
  static List<String> changeable(Object object) {
    List<String> changeable = new ArrayList<>();
    for (Class<?> type = object.getClass();
        type != null && !type.getName().startsWith("java.");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        if (isStatic && field.isSynthetic()) {
          continue; // put there by the compiler or a coverage tool
        }
        if (!Modifier.isFinal(field.getModifiers())) {
          changeable.add(name(field) + " is not final");
        } else if (isChangeable(valueOf(field, isStatic ? null : object))) {
          changeable.add(name(field) + " holds a " + field.getType().getSimpleName());
        }
      }
    }
    return changeable;
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }

  private static @Nullable Object valueOf(Field field, @Nullable Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether it is of one of the kinds that people keep state in. Not meant to be complete. */
  private static boolean isChangeable(@Nullable Object value) {
    if (value == null || value instanceof Enum<?>) {
      return false;
    }
    String type = value.getClass().getName();
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      return !type.startsWith("java.util.ImmutableCollections")
          && !type.startsWith("java.util.Collections$");
    }
    return value.getClass().isArray()
        || value instanceof Appendable
        || value instanceof Random
        || value instanceof Date
        || value instanceof ThreadLocal<?>
        || type.startsWith("java.util.concurrent.");
  }
}
