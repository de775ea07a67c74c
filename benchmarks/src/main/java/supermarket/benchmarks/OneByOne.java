package supermarket.benchmarks;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a distribution would be without batches: every message takes one basket. There is no option
 * for that, because nobody wants it; here a copy's classes are changed so that a message that has
 * one basket always says that it is full.
 */
final class OneByOne {

  private static final String BUNDLE = "supermarket.message.broker";
  private static final List<String> FRAMES = List.of("RequestFrame", "ReplyFrame");
  private static final String FULL = "full";

  private OneByOne() {}

  /** Changes a copy of the distribution. */
  static void make(Path copy) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(bundle(copy))) {
      for (String frame : FRAMES) {
        Path file = jar.getPath(BUNDLE.replace('.', '/'), frame + ".class");
        Files.write(file, alwaysFull(Files.readAllBytes(file)));
      }
    }
  }

  private static Path bundle(Path copy) throws IOException {
    try (Stream<Path> jars = Files.walk(copy.resolve("bundles"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(BUNDLE))
          .findFirst()
          .orElseThrow(() -> new IOException(copy + " has no bundle " + BUNDLE));
    }
  }

  private static byte[] alwaysFull(byte[] original) throws IOException {
    ClassFile format = ClassFile.of();
    var frame = format.parse(original);
    if (frame.methods().stream().noneMatch(OneByOne::isFull)) {
      throw new IOException(frame.thisClass().asInternalName() + " has no method " + FULL);
    }
    return format.transformClass(
        frame,
        (builder, element) -> {
          if (element instanceof MethodModel method && isFull(method)) {
            builder.withMethodBody(
                method.methodName(),
                method.methodType(),
                method.flags().flagsMask(),
                code -> code.iconst_1().ireturn());
          } else {
            builder.with(element);
          }
        });
  }

  private static boolean isFull(MethodModel method) {
    return method.methodName().equalsString(FULL) && method.methodType().equalsString("()Z");
  }
}
