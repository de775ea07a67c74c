package supermarket.benchmarks;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The kind that ships as {@link Offer#DEARER_KIND}, but a version adds some cents to each price, so
 * that a total tells which version made it.
 */
final class DearerKind {

  /** The symbolic name of its bundle. */
  static final String BUNDLE = "supermarket.promotion.n.for.price";

  private static final int AMOUNTS = 50;
  private static final ClassDesc MONEY = ClassDesc.of(Money.class.getName());
  private static final MethodTypeDesc PLUS = MethodTypeDesc.of(MONEY, ConstantDescs.CD_long);

  private DearerKind() {}

  /** The cents that a version adds; what ships adds none. */
  static int cents(String version) {
    int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
    return major == 1 ? 0 : 1 + major % AMOUNTS;
  }

  /** Makes a version of a file of the jar that ships; null leaves it out. */
  static byte @Nullable [] of(String version, String name, byte[] content) {
    if (name.endsWith("-examples.properties")) {
      return null; // they tell the prices of what ships
    }
    return name.endsWith("/NForPrice.class") ? dearer(content, cents(version)) : content;
  }

  private static byte[] dearer(byte[] content, long cents) {
    ClassFile classes = ClassFile.of();
    return classes.transformClass(
        classes.parse(content),
        ClassTransform.transformingMethodBodies(
            (code, element) -> {
              code.with(element);
              if (element instanceof InvokeInstruction call && call.name().equalsString("amount")) {
                code.loadConstant(cents).invokevirtual(MONEY, "plusMinor", PLUS);
              }
            }));
  }
}
