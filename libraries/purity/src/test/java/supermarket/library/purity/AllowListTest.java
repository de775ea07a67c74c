package supermarket.library.purity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list itself: what it names is there, so that a misspelt line allows or denies nothing. */
class AllowListTest {

  private static List<String> lines() throws Exception {
    try (InputStream in = AllowList.class.getResourceAsStream("allowed.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("*:"))
          .toList();
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException nested) {
      int dot = name.lastIndexOf('.');
      return Class.forName(name.substring(0, dot) + "$" + name.substring(dot + 1));
    }
  }

  private static Set<String> members(Class<?> type) {
    Set<String> names = new HashSet<>(Set.of("<init>"));
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Stream.of(each.getDeclaredMethods()).forEach(method -> names.add(method.getName()));
      Stream.of(each.getDeclaredFields()).forEach(field -> names.add(field.getName()));
    }
    return names;
  }

  @Test
  void everyTypeAndMemberIsThere() throws Exception {
    for (String line : lines()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        Set<String> named =
            Arrays.stream(line.substring(colon + 1).strip().split("\\s+", -1))
                .map(word -> word.replaceFirst("^-", "").replaceFirst("\\(.*", ""))
                .collect(Collectors.toSet());
        assertThat(members(type(line.substring(0, colon)))).as(line).containsAll(named);
      } else {
        for (String word : line.split("\\s+", -1)) {
          if (!word.equals("invokedynamic") && !word.endsWith(".*")) {
            assertThat(type(word)).as(word).isNotNull();
          }
        }
      }
    }
  }

  @Test
  void theListIsShort() throws Exception {
    assertThat(lines()).hasSizeLessThan(80);
  }
}
