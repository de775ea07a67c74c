package supermarket.library.purity;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;

/** Reads one class, instruction by instruction. Used once. */
final class ClassCheck {

  private final ClassModel model;
  private final References references;
  private final Findings findings;
  private final State state;
  private final String name;

  ClassCheck(ClassModel model, References references, State state, Findings findings) {
    this.model = model;
    this.references = references;
    this.findings = findings;
    this.state = state;
    this.name = Names.type(model.thisClass().asInternalName());
  }

  void run() {
    try {
      model.superclass().flatMap(references::type).ifPresent(what -> found(name, 0, what));
      model
          .interfaces()
          .forEach(each -> references.type(each).ifPresent(what -> found(name, 0, what)));
      for (FieldModel field : model.fields()) {
        state
            .wrongWith(model, field)
            .ifPresent(what -> found(name + "." + field.fieldName().stringValue(), 0, what));
      }
    } catch (RuntimeException | StackOverflowError malformed) {
      found(name, 0, OwnClasses.malformed(malformed));
    }
    model.methods().forEach(this::check);
  }

  private void found(String where, int line, String what) {
    findings.add(where, line, what);
  }

  private void check(MethodModel method) {
    String where = name;
    try {
      where = where(method);
      int line = firstLine(method);
      if (method.flags().has(AccessFlag.NATIVE)) {
        found(where, line, "is native; a strategy has no native code");
      }
      if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
        found(where, line, "is synchronized; a rule has no state, so there is nothing to lock");
      }
      if (method.methodName().equalsString("finalize") && method.methodType().equalsString("()V")) {
        found(where, line, "is a finalizer, which the garbage collector would run");
      }
      if (method.code().isPresent()) {
        read(where, method.code().get());
      }
    } catch (RuntimeException | StackOverflowError malformed) {
      found(where, 0, OwnClasses.malformed(malformed));
    }
  }

  /** The method as its author knows it: a lambda is part of the method that it stands in. */
  private String where(MethodModel method) {
    String own = method.methodName().stringValue();
    String[] lambda = own.split("\\$", 3);
    if (own.startsWith("lambda$") && lambda.length == 3) {
      own = lambda[1].equals("new") ? "<init>" : lambda[1];
    }
    return switch (own) {
      case "<init>", "new" -> name + ", constructor";
      case "<clinit>", "static" -> name + ", static initializer";
      default -> name + "." + own;
    };
  }

  private static int firstLine(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .flatMap(each -> each instanceof LineNumber line ? Optional.of(line).stream() : null)
        .mapToInt(LineNumber::line)
        .findFirst()
        .orElse(0);
  }

  private void read(String where, Iterable<CodeElement> code) {
    int line = 0;
    Instruction before = null;
    for (CodeElement element : code) {
      if (element instanceof LineNumber number) {
        line = number.line();
      } else if (element instanceof ExceptionCatch handler) {
        int at = line;
        handler.catchType().flatMap(references::type).ifPresent(what -> found(where, at, what));
      } else if (element instanceof Instruction instruction) {
        int at = line;
        wrongWith(instruction).forEach(what -> found(where, at, what));
        state.wrongWith(before, instruction).ifPresent(what -> found(where, at, what));
        before = instruction;
      }
    }
  }

  private List<String> wrongWith(Instruction instruction) {
    return switch (instruction) {
      case InvokeInstruction invoke -> list(references.member(invoke.method()));
      case FieldInstruction field -> list(references.member(field.field()));
      case InvokeDynamicInstruction dynamic -> references.dynamic(dynamic.invokedynamic());
      case NewObjectInstruction made -> list(references.type(made.className()));
      case NewReferenceArrayInstruction made -> list(references.type(made.componentType()));
      case NewMultiArrayInstruction made -> list(references.type(made.arrayType()));
      case TypeCheckInstruction check -> list(references.type(check.type()));
      case LoadConstantInstruction load -> references.constant(load.constantEntry());
      case MonitorInstruction lock ->
          List.of("is synchronized; a rule has no state, so there is nothing to lock");
      case DiscontinuedInstruction old -> List.of("has code of a Java before 7");
      case ArrayLoadInstruction _,
          ArrayStoreInstruction _,
          BranchInstruction _,
          ConstantInstruction _,
          ConvertInstruction _,
          IncrementInstruction _,
          LoadInstruction _,
          LookupSwitchInstruction _,
          NewPrimitiveArrayInstruction _,
          NopInstruction _,
          OperatorInstruction _,
          ReturnInstruction _,
          StackInstruction _,
          StoreInstruction _,
          TableSwitchInstruction _,
          ThrowInstruction _ ->
          List.of();
    };
  }

  private static List<String> list(Optional<String> what) {
    return what.map(List::of).orElse(List.of());
  }
}
