package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md says of documents, as far as a machine can see it. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int COLUMNS = 120;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".idea");

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(
              file -> {
                for (Path part : ROOT.relativize(file)) {
                  if (NOT_OURS.contains(part.toString())) {
                    return false;
                  }
                }
                return true;
              })
          .sorted()
          .toList();
    }
  }

  /** The text without what stands in fences of code. */
  private static List<String> prose(Path document) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(document)) {
      boolean fence = line.strip().startsWith("```");
      code ^= fence;
      lines.add(code || fence ? "" : line);
    }
    return lines;
  }

  @Test
  void linesOutsideOfTablesAndCodeHaveAtMost120Columns() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path document : documents()) {
      List<String> lines = prose(document);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        boolean canBeBroken = line.strip().contains(" ");
        if (line.codePointCount(0, line.length()) > COLUMNS
            && canBeBroken
            && !line.strip().startsWith("|")) {
          tooLong.add(ROOT.relativize(document) + ":" + (i + 1));
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      String text = String.join("\n", prose(document));
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        String target = link.group(1);
        if (!target.contains("://") && !leadsSomewhere(document, target)) {
          broken.add(ROOT.relativize(document) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path from, String target) throws IOException {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? from : from.getParent().resolve(path).normalize();
    if (hash < 0 || !file.toString().endsWith(".md")) {
      return Files.exists(file);
    }
    return Files.exists(file) && anchors(file).contains(target.substring(hash + 1));
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(String.join("\n", prose(document)))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
