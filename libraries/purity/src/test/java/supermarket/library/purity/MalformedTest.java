package supermarket.library.purity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class files that no javac made: never an exception, always a finding. */
class MalformedTest {

  private static final String TRIED = "com/example/Tried.class";

  @TempDir Path folder;

  private Compiled bundle() {
    return new Compiled(folder).rule("return line.undiscounted();");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "no class file at all, but long enough to look like one"})
  void whatIsNoClassIsFound(String content) {
    assertThat(bundle().entry(TRIED, content.getBytes(StandardCharsets.UTF_8)).findings())
        .singleElement()
        .asString()
        .startsWith(TRIED + ": is no class file");
  }

  @Test
  void aNewerJavaIsFound() {
    Compiled bundle = bundle();
    byte[] bytes = bundle.bytes(TRIED);
    bytes[7] = 99;
    assertThat(bundle.entry(TRIED, bytes).findings()).isNotEmpty();
  }

  @Test
  void previewFeaturesAreFound() {
    Compiled bundle = bundle();
    byte[] bytes = bundle.bytes(TRIED);
    bytes[4] = (byte) 0xff;
    bytes[5] = (byte) 0xff;
    assertThat(bundle.entry(TRIED, bytes).findings()).isNotEmpty();
  }

  @Test
  void anEntryOfAnotherNameIsFound() {
    Compiled bundle = bundle();
    assertThat(bundle.entry("com/example/Other.class", bundle.bytes(TRIED)).findings())
        .containsExactly("com/example/Other.class: holds another class: com/example/Tried");
    assertThat(bundle.entry("META-INF/versions/9/" + TRIED, bundle.bytes(TRIED)).findings())
        .hasSize(2);
  }

  /** Every cut and many a turned bit: an answer, whatever it is. */
  @Test
  void nothingGetsAnExceptionOut() {
    Compiled bundle = bundle();
    byte[] bytes = bundle.bytes(TRIED);
    Random random = new Random(42);
    for (int i = 0; i < 3_000; i++) {
      byte[] wrong = i < bytes.length ? java.util.Arrays.copyOf(bytes, i) : bytes.clone();
      if (i >= bytes.length) {
        for (int n = random.nextInt(4); n >= 0; n--) {
          wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      Content content = new OneClass(wrong);
      assertThatNoException().isThrownBy(() -> Purity.check(content));
      if (i < bytes.length) {
        assertThat(Purity.check(content)).as("cut at %d", i).isNotEmpty();
      }
    }
  }

  private static final class OneClass implements Content {

    private final byte[] bytes;

    OneClass(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public String header(String name) {
      return "";
    }

    @Override
    public List<String> entries() {
      return List.of(TRIED);
    }

    @Override
    public InputStream open(String entry) {
      return new ByteArrayInputStream(bytes);
    }
  }

  private List<String> made(java.util.function.Consumer<java.lang.classfile.CodeBuilder> code) {
    byte[] bytes =
        ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
            .build(
                ClassDesc.of("com.example.Tried"),
                made ->
                    made.withMethodBody(
                        "m",
                        MethodTypeDesc.of(ConstantDescs.CD_void),
                        ClassFile.ACC_STATIC,
                        body -> {
                          code.accept(body);
                          body.return_();
                        }));
    return Purity.check(new OneClass(bytes)).stream().map(Finding::toString).toList();
  }

  private static final DirectMethodHandleDesc EXIT =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of("java.lang.System"),
          "exit",
          MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));

  @Test
  void methodHandlesAndDynamicConstantsAreFollowed() {
    assertThat(made(code -> code.ldc(EXIT).pop()))
        .singleElement()
        .asString()
        .contains("uses java.lang.System.exit");
    DynamicConstantDesc<?> invokes =
        DynamicConstantDesc.ofNamed(
            ConstantDescs.BSM_INVOKE, "_", ConstantDescs.CD_Object, EXIT, 1);
    assertThat(made(code -> code.ldc(invokes).pop()))
        .singleElement()
        .asString()
        .contains("uses java.lang.System.exit");
    DirectMethodHandleDesc bootstrap =
        ConstantDescs.ofCallsiteBootstrap(
            ClassDesc.of("java.lang.invoke.MethodHandleProxies"), "any", ConstantDescs.CD_CallSite);
    assertThat(
            made(
                code ->
                    code.invokedynamic(
                        DynamicCallSiteDesc.of(
                            bootstrap, MethodTypeDesc.of(ConstantDescs.CD_void)))))
        .singleElement()
        .asString()
        .contains("MethodHandleProxies.any; javac makes no such calls");
  }

  @Test
  void namesAreEscaped() {
    assertThat(
            made(
                code ->
                    code.getstatic(ClassDesc.of("evil"), "\u001b[31m\u202e\n", ConstantDescs.CD_int)
                        .pop()))
        .singleElement()
        .asString()
        .contains("evil.\\u001b[31m\\u202e\\u000a;");
  }

  @Test
  void muchIsNotRead() throws IOException {
    Content many =
        new Content() {
          @Override
          public String header(String name) {
            return "";
          }

          @Override
          public List<String> entries() {
            return IntStream.range(0, 2_000).mapToObj(i -> "C" + i + ".class").toList();
          }

          @Override
          public InputStream open(String entry) {
            return new InputStream() {
              @Override
              public int read() {
                return 1; // for ever, as a bomb inflates
              }
            };
          }
        };
    assertThat(Purity.check(many))
        .map(Finding::toString)
        .contains(
            "C0.class: is larger than 1048576 bytes",
            "the bundle: has more than 16777216 bytes of classes");
  }
}
