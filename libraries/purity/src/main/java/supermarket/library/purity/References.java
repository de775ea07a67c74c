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

/**
 * Judges what a class refers to.
 *
 * <p>Not thread-safe.
 */
final class References {

  private static final String OBJECT = "java/lang/Object";

  /** Constants may be made of constants; javac never goes this deep. */
  private static final int DEEPEST = 8;

  private final OwnClasses own;
  private final AllowList allowed;
  private final ForeignTypes foreign;
  private final Inherited inherited;

  References(OwnClasses own, AllowList allowed) {
    this.own = own;
    this.allowed = allowed;
    this.foreign = new ForeignTypes(allowed);
    this.inherited = new Inherited(own, foreign);
  }

  /** Returns what is wrong with naming a type, if anything. */
  Optional<String> type(ClassEntry entry) {
    String internal = Names.element(entry.asInternalName());
    String type = Names.type(internal);
    return internal.isEmpty() || own.get(internal) != null || allowed.allows(type)
        ? Optional.empty()
        : Optional.of(told(type, "", Advice.of(type, "")));
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
    if (own.get(owner) != null) {
      return inherited
          .takenAway(owner, member, descriptor)
          .map(type -> uses(Names.type(type), member, descriptor));
    }
    String type = Names.type(owner);
    return allowed.allows(type, member, descriptor)
            && foreign.takenAway(owner).stream().noneMatch(each -> each.is(member, descriptor))
        ? Optional.empty()
        : Optional.of(uses(type, member, descriptor));
  }

  private String uses(String type, String member, String descriptor) {
    // A constructor that is missing from a type of the list must be told from the others.
    return member.equals("<init>") && allowed.allows(type)
        ? "uses new "
            + Names.shown(AllowList.overload(type, descriptor))
            + "; "
            + Advice.of(type, member)
        : told(type, member, Advice.of(type, member));
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
      wrong.add(told(type, bootstrap.name().stringValue(), "javac makes no such calls"));
    }
    for (LoadableConstantEntry each : entry.bootstrap().arguments()) {
      constant(each, depth, wrong);
    }
  }

  private static String told(String type, String member, String advice) {
    String shown = member.isEmpty() || member.equals("<init>") ? type : type + "." + member;
    return "uses " + Names.shown(shown) + "; " + advice;
  }
}
