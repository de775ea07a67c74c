package supermarket.library.purity;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the types of the allow-list have that is taken away, be it their own or inherited. Only
 * types of the list are looked at, as this JVM has them; none is initialised.
 *
 * <p>Not thread-safe.
 */
final class ForeignTypes {

  /** A method or field, by name and descriptor, as a class file refers to it. */
  record Member(String name, String descriptor, boolean isStatic) {
    boolean is(String name, String descriptor) {
      return this.name.equals(name) && this.descriptor.equals(descriptor);
    }

    private static Member of(Method method) {
      return new Member(
          method.getName(),
          MethodType.methodType(method.getReturnType(), method.getParameterTypes())
              .descriptorString(),
          Modifier.isStatic(method.getModifiers()));
    }

    private static Member of(Field field) {
      return new Member(
          field.getName(),
          field.getType().descriptorString(),
          Modifier.isStatic(field.getModifiers()));
    }
  }

  private final AllowList allowed;
  private final Map<String, Set<Member>> takenAway = new HashMap<>();

  ForeignTypes(AllowList allowed) {
    this.allowed = allowed;
  }

  /** Returns the members that a subtype of this type inherits, or it has, and may not use. */
  Set<Member> takenAway(String internal) {
    return takenAway.computeIfAbsent(internal, this::read);
  }

  private Set<Member> read(String internal) {
    Set<Member> taken = new LinkedHashSet<>();
    Class<?> type = allowed.allows(Names.type(internal)) ? load(internal) : null;
    if (type != null) {
      Set<Member> seen = new HashSet<>();
      for (Class<?> each : lineage(type)) {
        for (Member member : members(each, type)) {
          // What a subclass has of this name is what is called.
          if (seen.add(member) && isTakenAway(type, each, member)) {
            taken.add(member);
          }
        }
      }
    }
    return taken;
  }

  /** Without a static initializer's run. What is not there cannot be linked, so it harms nobody. */
  private static @Nullable Class<?> load(String internal) {
    try {
      return Class.forName(internal.replace('/', '.'), false, ForeignTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    } catch (LinkageError e) {
      throw new IllegalStateException(internal + " cannot be looked at", e);
    }
  }

  /** In the order in which the JVM looks for a method: the superclasses come first. */
  private static Set<Class<?>> lineage(Class<?> type) {
    Set<Class<?>> lineage = new LinkedHashSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      lineage.add(each);
    }
    for (Class<?> each : List.copyOf(lineage)) {
      addInterfaces(each, lineage);
    }
    if (type.isInterface()) {
      lineage.add(Object.class);
    }
    return lineage;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> lineage) {
    for (Class<?> each : type.getInterfaces()) {
      lineage.add(each);
      addInterfaces(each, lineage);
    }
  }

  /** What a type declares, without what only it can use. */
  private static List<Member> members(Class<?> declaring, Class<?> type) {
    List<Member> members = new ArrayList<>();
    for (Method each : declaring.getDeclaredMethods()) {
      // Static methods of interfaces are not inherited.
      if (!Modifier.isPrivate(each.getModifiers())
          && (declaring == type
              || !declaring.isInterface()
              || !Modifier.isStatic(each.getModifiers()))) {
        members.add(Member.of(each));
      }
    }
    for (Field each : declaring.getDeclaredFields()) {
      if (!Modifier.isPrivate(each.getModifiers())) {
        members.add(Member.of(each));
      }
    }
    return members;
  }

  private boolean isTakenAway(Class<?> type, Class<?> declaring, Member member) {
    return !allows(type, member)
        || (allowed.allows(name(declaring)) ? !allows(declaring, member) : member.isStatic());
  }

  private boolean allows(Class<?> type, Member member) {
    return allowed.allows(name(type), member.name(), member.descriptor());
  }

  private static String name(Class<?> type) {
    return Names.type(type.getName());
  }
}
