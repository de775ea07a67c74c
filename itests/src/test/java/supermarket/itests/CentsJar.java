package supermarket.itests;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.Path;
import supermarket.itests.strategies.TakesCents;

/** Bundles of {@link TakesCents}; of each piece, version N takes N cents, or what N says. */
final class CentsJar {

  /** So many versions take another amount each. */
  private static final int AMOUNTS = 50;

  private CentsJar() {}

  /** What a version takes off a piece that has one unit. */
  static long cents(int major) {
    return 1L + major % AMOUNTS;
  }

  /** What a version takes off a piece that has one unit; it is written {@code 3.0.0}. */
  static long cents(String version) {
    return cents(Integer.parseInt(version.substring(0, version.indexOf('.'))));
  }

  /** The symbolic name of the bundle of a kind. */
  static String symbolicName(String kind) {
    return StrategyJar.kind(kind, TakesCents.class).symbolicName();
  }

  /** Writes a version of a kind. */
  static Path write(String kind, int major, Path file) throws IOException {
    return StrategyJar.kind(kind, TakesCents.class)
        .version(major + ".0.0")
        .strategyClass(compiled(cents(major)))
        .write(file);
  }

  private static byte[] compiled(long cents) throws IOException {
    ClassFile classes = ClassFile.of();
    try (InputStream in = TakesCents.class.getResourceAsStream("TakesCents.class")) {
      return classes.transformClass(
          classes.parse(in.readAllBytes()),
          ClassTransform.transformingMethodBodies(
              (code, element) -> {
                if (element instanceof ConstantInstruction constant
                    && constant.constantValue().equals(TakesCents.PLACE)) {
                  code.loadConstant(cents);
                } else {
                  code.with(element);
                }
              }));
    }
  }
}
