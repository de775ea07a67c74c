package supermarket.library.purity;

import java.util.Map;

/** The headers of a manifest that would bring code which is not in the bundle, or run it. */
final class Headers {

  /** A comma that does not stand within quotes. */
  static final String COMMA = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private static final Map<String, String> UNWANTED =
      Map.of(
          "Bundle-Activator", "a strategy is a component; nothing of it runs at the start",
          "Bundle-NativeCode", "a strategy has no native code",
          "DynamicImport-Package", "a strategy imports what it needs by name",
          "Require-Bundle", "a strategy imports packages and requires no bundle",
          "Fragment-Host", "a fragment changes another bundle");

  private Headers() {}

  static void check(Content content, Findings findings) {
    UNWANTED.forEach(
        (header, advice) -> {
          if (!content.header(header).isBlank()) {
            findings.add(header, 0, "is " + shown(content, header) + "; " + advice);
          }
        });
    String path = content.header("Bundle-ClassPath").strip();
    if (!path.isEmpty() && !path.equals(".")) {
      findings.add(
          "Bundle-ClassPath", 0, "is " + Names.shown(path) + "; a strategy has no jars inside it");
    }
    if (content.header("Multi-Release").strip().equalsIgnoreCase("true")) {
      findings.add("Multi-Release", 0, "is true; a strategy has each class once");
    }
    for (String clause : content.header("Import-Package").split(COMMA, -1)) {
      for (String part : clause.split(";", -1)) {
        String name = part.strip();
        if (!name.isEmpty() && !name.contains("=") && !isAllowed(name)) {
          findings.add(
              "Import-Package", 0, "is " + Names.shown(name) + "; " + Advice.of(name + ".", ""));
        }
      }
    }
  }

  private static boolean isAllowed(String name) {
    return name.startsWith("java.") || AllowList.STRATEGIES.allowsPackage(name);
  }

  private static String shown(Content content, String header) {
    return Names.shown(content.header(header).strip());
  }
}
