package supermarket.library.purity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a strategy may refer to beside its own classes, as {@code allowed.txt} says. Types are named
 * as in source, such as {@code java.util.Map.Entry}.
 *
 * <p>Immutable.
 */
final class AllowList {

  private static final String ANY = "*";
  private static final String INVOKEDYNAMIC = "invokedynamic";

  /** The members of a type: those that are named, or all but those. */
  private record Members(boolean allBut, Set<String> named) {
    boolean allow(String member, String overload) {
      return (named.contains(member) || named.contains(overload)) != allBut;
    }
  }

  private static final Members ALL = new Members(true, Set.of());

  /** Last, because it needs what is above. */
  static final AllowList STRATEGIES = read("allowed.txt");

  private final Map<String, Members> types = new HashMap<>();
  private final Set<String> packages = new HashSet<>();
  private final Set<String> bootstraps = new HashSet<>();

  private AllowList(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        add(line);
      }
    }
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    List<String> words = words(line.substring(colon + 1));
    if (colon >= 0) {
      types.merge(line.substring(0, colon), members(words), AllowList::together);
    } else if (words.getFirst().equals(INVOKEDYNAMIC)) {
      bootstraps.addAll(words.subList(1, words.size()));
    } else {
      words.forEach(this::addWhole);
    }
  }

  private void addWhole(String type) {
    if (type.endsWith(".*")) {
      packages.add(type.substring(0, type.length() - 2));
    } else {
      types.put(type, ALL);
    }
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }

  private static Members members(List<String> words) {
    boolean allBut = words.getFirst().startsWith("-");
    return new Members(
        allBut,
        words.stream()
            .map(word -> allBut ? word.substring(1) : word)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Members together(Members some, Members more) {
    Set<String> named = new HashSet<>(some.named());
    named.addAll(more.named());
    return new Members(some.allBut(), named);
  }

  private static AllowList read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(AllowList.class.getResourceAsStream(resource), resource)) {
      return new AllowList(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the type may be named at all. */
  boolean allows(String type) {
    return types.containsKey(type) || packages.contains(packageOf(type));
  }

  /** Whether all that is in this package may be named, so that a bundle may import it. */
  boolean allowsPackage(String name) {
    return packages.contains(name)
        || types.keySet().stream().anyMatch(type -> packageOf(type).equals(name));
  }

  /**
   * Whether a member of a type may be used.
   *
   * @param descriptor of the method; of a field, anything that is no method's
   */
  boolean allows(String type, String member, String descriptor) {
    String overload = overload(member, descriptor);
    return allows(type)
        && types.getOrDefault(type, ALL).allow(member, overload)
        && types.getOrDefault(ANY, ALL).allow(member, overload);
  }

  /** Whether javac calls it to make what an invokedynamic instruction calls. */
  boolean allowsBootstrap(String type) {
    return bootstraps.contains(type);
  }

  /** Such as {@code format(String,Object[])}. */
  static String overload(String member, String descriptor) {
    if (!descriptor.startsWith("(")) {
      return member;
    }
    return Arrays.stream(MethodTypeDesc.ofDescriptor(descriptor).parameterArray())
        .map(ClassDesc::displayName)
        .collect(Collectors.joining(",", member + "(", ")"));
  }

  private static String packageOf(String type) {
    int dot = type.lastIndexOf('.');
    return dot < 0 ? "" : type.substring(0, dot);
  }
}
