package supermarket.library.purity;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of a bundle, by internal name such as {@code com/example/MultiBuy}. Immutable. */
final class OwnClasses {

  private static final int MOST = 1_000;
  private static final int LONGEST = 1024 * 1024;
  private static final long ALL_TOGETHER = 16L * 1024 * 1024;
  private static final String SUFFIX = ".class";

  private final Map<String, ClassModel> byName;

  private OwnClasses(Map<String, ClassModel> byName) {
    this.byName = byName;
  }

  static OwnClasses read(Content content, Findings findings) throws IOException {
    Map<String, ClassModel> byName = new LinkedHashMap<>();
    long left = ALL_TOGETHER;
    for (String entry : content.entries()) {
      if (!entry.endsWith(SUFFIX) || entry.equals("module-info.class")) {
        continue;
      }
      if (byName.size() >= MOST) {
        findings.add("the bundle", 0, "has more than " + MOST + " classes");
        break;
      }
      byte[] bytes;
      try (InputStream in = content.open(entry)) {
        bytes = in.readNBytes((int) Math.min(LONGEST, left) + 1);
      }
      left -= bytes.length;
      if (left < 0) {
        findings.add("the bundle", 0, "has more than " + ALL_TOGETHER + " bytes of classes");
        break;
      } else if (bytes.length > LONGEST) {
        findings.add(entry, 0, "is larger than " + LONGEST + " bytes");
      } else {
        add(entry, bytes, byName, findings);
      }
    }
    return new OwnClasses(byName);
  }

  private static void add(
      String entry, byte[] bytes, Map<String, ClassModel> byName, Findings findings) {
    try {
      ClassModel model = ClassFile.of().parse(bytes);
      String name = model.thisClass().asInternalName();
      if (!entry.equals(name + SUFFIX)) {
        findings.add(entry, 0, "holds another class: " + Names.shown(name));
      } else if (AllowList.STRATEGIES.allowsPackage(packageOf(name))) {
        findings.add(entry, 0, "is in a package of the runtime; import that package instead");
      } else if (model.majorVersion() > ClassFile.latestMajorVersion()) {
        findings.add(entry, 0, "is of a newer Java than this one: compile it for release 25");
      } else if (model.minorVersion() == ClassFile.PREVIEW_MINOR_VERSION) {
        findings.add(entry, 0, "uses preview features of Java: compile it without them");
      } else {
        byName.put(name, model);
      }
    } catch (RuntimeException | StackOverflowError malformed) {
      findings.add(entry, 0, malformed(malformed));
    }
  }

  private static String packageOf(String internal) {
    int slash = internal.lastIndexOf('/');
    return slash < 0 ? "" : internal.substring(0, slash).replace('/', '.');
  }

  static String malformed(Throwable why) {
    return "is no class file that this Java can read: " + Names.shown(String.valueOf(why));
  }

  Collection<ClassModel> all() {
    return byName.values();
  }

  @Nullable ClassModel get(String internal) {
    return byName.get(internal);
  }

  /** Returns a class and what it extends and implements, itself first, as far as that is own. */
  Set<String> lineage(String internal) {
    Set<String> lineage = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>();
    next.add(internal);
    while (!next.isEmpty()) {
      String name = next.remove();
      ClassModel model = byName.get(name);
      if (lineage.add(name) && model != null) {
        model.superclass().map(ClassEntry::asInternalName).ifPresent(next::add);
        model.interfaces().forEach(each -> next.add(each.asInternalName()));
      }
    }
    return lineage;
  }

  /** Whether an own class has a field of its own or inherited that can change. */
  boolean hasChangeableFields(String internal) {
    return lineage(internal).stream()
        .map(byName::get)
        .anyMatch(
            model ->
                model != null
                    && model.fields().stream()
                        .anyMatch(
                            field ->
                                !field.flags().has(AccessFlag.FINAL)
                                    && !field.flags().has(AccessFlag.STATIC)));
  }
}
