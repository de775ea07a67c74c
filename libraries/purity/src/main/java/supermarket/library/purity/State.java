package supermarket.library.purity;

import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for fields that a strategy could keep something in from one line to the next. What a local
 * variable or a captured array holds is not seen here: the contract test looks at the objects.
 */
final class State {

  private static final Set<String> KEPT =
      Set.of(
          "supermarket/pricing/api/PricingStrategy",
          "supermarket/pricing/api/PricingRule",
          "supermarket/pricing/api/promotion/PromotionKind");

  /** Types of the allow-list whose objects can change. */
  private static final Set<String> CHANGEABLE =
      Set.of(
          "java/lang/StringBuilder",
          "java/util/ArrayList",
          "java/util/LinkedList",
          "java/util/ArrayDeque",
          "java/util/PriorityQueue",
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/TreeSet",
          "java/util/EnumMap",
          "java/util/EnumSet",
          "java/util/BitSet",
          "java/util/StringJoiner",
          "java/util/Iterator",
          "java/util/ListIterator",
          "java/util/AbstractMap$SimpleEntry",
          "java/util/IntSummaryStatistics",
          "java/util/LongSummaryStatistics",
          "java/util/DoubleSummaryStatistics");

  private static final String ADVICE = "; a strategy keeps nothing from one line to the next";

  private final OwnClasses own;
  private final Set<String> kept = new HashSet<>();

  State(OwnClasses own) {
    this.own = own;
    for (ClassModel model : own.all()) {
      Set<String> lineage = own.lineage(model.thisClass().asInternalName());
      if (lineage.stream().anyMatch(KEPT::contains)) {
        kept.addAll(lineage);
      }
    }
  }

  /** Returns what is wrong with a field, if anything. */
  Optional<String> wrongWith(ClassModel model, FieldModel field) {
    boolean isStatic = field.flags().has(AccessFlag.STATIC);
    if (!isStatic && !kept.contains(model.thisClass().asInternalName())) {
      return Optional.empty();
    }
    if (!field.flags().has(AccessFlag.FINAL)) {
      return Optional.of((isStatic ? "is static and" : "is") + " not final" + ADVICE);
    }
    if (field.flags().has(AccessFlag.SYNTHETIC)) {
      return Optional.empty(); // javac's: a switch over an enum, an enum's values
    }
    String type = field.fieldType().stringValue();
    if (type.startsWith("[")) {
      return Optional.of("is an array, which can change: take List.of" + ADVICE);
    }
    return isChangeable(type.startsWith("L") ? type.substring(1, type.length() - 1) : "")
        ? Optional.of("holds a " + Names.shown(simple(type)) + ", which can change" + ADVICE)
        : Optional.empty();
  }

  /** Returns what is wrong with putting what one instruction made into a static field. */
  Optional<String> wrongWith(@Nullable Instruction before, Instruction instruction) {
    return instruction instanceof FieldInstruction put
            && put.opcode() == Opcode.PUTSTATIC
            && before instanceof InvokeInstruction made
            && made.name().equalsString("<init>")
            && isChangeable(made.owner().asInternalName())
        ? Optional.of(
            "puts a new "
                + Names.shown(simple(made.owner().asInternalName()))
                + " into "
                + Names.shown(put.name().stringValue())
                + ", which is static"
                + ADVICE)
        : Optional.empty();
  }

  private boolean isChangeable(String internal) {
    return CHANGEABLE.contains(internal)
        || (own.get(internal) != null && own.hasChangeableFields(internal));
  }

  private static String simple(String type) {
    String name = Names.type(type.replace(";", ""));
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
