package supermarket.library.purity;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import supermarket.library.purity.ForeignTypes.Member;

/**
 * What the types of a bundle inherit from types beyond it and may not use.
 *
 * <p>A call names a type and is answered by what the object's class has, which may be of a subtype:
 * a method of the superclass answers for an interface that merely has one of this name. So a member
 * that one type inherits may not be used by way of any type that it extends or implements. What a
 * class of the bundle puts in the member's place is no longer inherited. A declaration without code
 * in an interface puts nothing there, nor does a default: superclasses come first.
 *
 * <p>Immutable.
 */
final class Inherited {

  private final OwnClasses own;
  private final ForeignTypes foreign;

  /** By own type, what must not be used by way of it, and which foreign type has it. */
  private final Map<String, Map<Member, String>> byType = new HashMap<>();

  Inherited(OwnClasses own, ForeignTypes foreign) {
    this.own = own;
    this.foreign = foreign;
    for (ClassModel model : own.all()) {
      Map<Member, String> of = of(model);
      for (String each : own.lineage(model.thisClass().asInternalName())) {
        Map<Member, String> all = byType.computeIfAbsent(each, _ -> new HashMap<>());
        of.forEach(all::putIfAbsent);
      }
    }
  }

  /** Returns the foreign type whose member a use of this own type may be, if it is taken away. */
  Optional<String> takenAway(String type, String member, String descriptor) {
    return byType.getOrDefault(type, Map.of()).entrySet().stream()
        .filter(each -> each.getKey().is(member, descriptor))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Map<Member, String> of(ClassModel model) {
    Map<Member, String> inherited = new HashMap<>();
    for (String each : own.lineage(model.thisClass().asInternalName())) {
      if (own.get(each) == null) {
        foreign.takenAway(each).forEach(member -> inherited.putIfAbsent(member, each));
      }
    }
    // A lambda may implement an interface, and has the methods of Object.
    if (!model.flags().has(AccessFlag.INTERFACE)) {
      inherited.keySet().removeIf(member -> isReplaced(model, member));
    }
    return inherited;
  }

  /** Whether the class or an own superclass has something of its own in the member's place. */
  private boolean isReplaced(ClassModel model, Member member) {
    ClassModel each = model;
    for (int i = 0; each != null && i < own.all().size(); i++) {
      if (each.methods().stream().anyMatch(method -> replaces(method, member))) {
        return true;
      }
      each = each.superclass().map(ClassEntry::asInternalName).map(own::get).orElse(null);
    }
    return false;
  }

  private static boolean replaces(MethodModel method, Member member) {
    return member.is(method.methodName().stringValue(), method.methodType().stringValue())
        && !method.flags().has(AccessFlag.PRIVATE)
        && method.flags().has(AccessFlag.STATIC) == member.isStatic();
  }
}
