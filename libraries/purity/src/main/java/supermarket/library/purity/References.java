package supermarket.library.purity;

import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges what a class refers to. Immutable. */
final class References {

  private static final String OBJECT = "java/lang/Object";

  /** Constants may be made of constants; javac never goes this deep. */
  private static final int DEEPEST = 8;

  private final OwnClasses own;
  private final AllowList allowed;

  References(OwnClasses own, AllowList allowed) {
    this.own = own;
    this.allowed = allowed;
  }

  /** Returns what is wrong with naming a type, if anything. */
  Optional<String> type(ClassEntry entry) {
    String internal = Names.element(entry.asInternalName());
    String type = Names.type(internal);
    return internal.isEmpty() || own.get(internal) != null || allowed.allows(type)
        ? Optional.empty()
        : Optional.of(uses(type, "", Advice.of(type, "")));
  }

  /** Returns what is wrong with using a member of a type, if anything. */
  Optional<String> member(MemberRefEntry entry) {
    String owner = entry.owner().asInternalName();
    // The methods of an array are those of Object.
    return member(
        owner.startsWith("[") ? OBJECT : owner,
        entry.name().stringValue(),
        entry.type().stringValue());
  }

  private Optional<String> member(String owner, String member, String descriptor) {
    Set<String> lineage = own.lineage(owner);
    for (String each : lineage) {
      if (own.declares(each, member, descriptor)) {
        return Optional.empty();
      }
    }
    for (String each : lineage) {
      String type = Names.type(each);
      if (own.get(each) == null && !allowed.allows(type, member, descriptor)) {
        return Optional.of(uses(type, member, Advice.of(type, member)));
      }
    }
    return Optional.empty();
  }

  /** Returns what is wrong with a constant, and with all that it is made of. */
  List<String> constant(LoadableConstantEntry entry) {
    List<String> wrong = new ArrayList<>();
    constant(entry, 0, wrong);
    return wrong;
  }

  private void constant(LoadableConstantEntry entry, int depth, List<String> wrong) {
    switch (entry) {
      case ClassEntry type -> type(type).ifPresent(wrong::add);
      case MethodHandleEntry handle -> member(handle.reference()).ifPresent(wrong::add);
      case ConstantDynamicEntry dynamic -> dynamic(dynamic, depth + 1, wrong);
      default -> {
        // Numbers and texts, and descriptors of methods, which call nothing.
      }
    }
  }

  /** Returns what is wrong with what makes a call site or constant, and with what it is made of. */
  List<String> dynamic(DynamicConstantPoolEntry entry) {
    List<String> wrong = new ArrayList<>();
    dynamic(entry, 0, wrong);
    return wrong;
  }

  private void dynamic(DynamicConstantPoolEntry entry, int depth, List<String> wrong) {
    if (depth > DEEPEST) {
      wrong.add("is made of constants within constants, deeper than javac makes them");
      return;
    }
    MemberRefEntry bootstrap = entry.bootstrap().bootstrapMethod().reference();
    String type = Names.type(bootstrap.owner().asInternalName());
    if (!allowed.allowsBootstrap(type)) {
      wrong.add(uses(type, bootstrap.name().stringValue(), "javac makes no such calls"));
    }
    for (LoadableConstantEntry each : entry.bootstrap().arguments()) {
      constant(each, depth, wrong);
    }
  }

  private static String uses(String type, String member, String advice) {
    String shown = member.isEmpty() || member.equals("<init>") ? type : type + "." + member;
    return "uses " + Names.shown(shown) + "; " + advice;
  }
}
