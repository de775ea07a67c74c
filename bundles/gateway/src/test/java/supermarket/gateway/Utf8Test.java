package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  /** Every value at which some rule of UTF-8 begins or ends, for a byte that is not the first. */
  private static final int[] BOUNDARIES = {
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF
  };

  @Test
  void agreesWithTheJdkOnShortSequences() {
    for (int first = 0; first < 256; first++) {
      agree(first);
      for (int second : BOUNDARIES) {
        agree(first, second);
        for (int third : BOUNDARIES) {
          agree(first, second, third);
          agree(first, second, third, 0x80);
          agree(first, second, third, 0x41);
        }
      }
    }
  }

  @Test
  void agreesWithTheJdkOnLongTextsWithOneWrongByte() {
    Random random = new Random(7);
    byte[] text =
        "plain ASCII, then äöü €uro \uD83C\uDF53 and plain again "
            .repeat(3)
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = text.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      agree(bytes);
    }
  }

  @Test
  void namesTheFirstWrongByte() {
    assertThat(new Utf8().check("abcdefghij\u00FFx".getBytes(StandardCharsets.ISO_8859_1), 0, 12))
        .isEqualTo(10);
  }

  private static void agree(int... sequence) {
    byte[] bytes = new byte[sequence.length];
    for (int i = 0; i < sequence.length; i++) {
      bytes[i] = (byte) sequence[i];
    }
    agree(bytes);
  }

  private static void agree(byte[] bytes) {
    boolean expected = decodes(bytes);
    Utf8 whole = new Utf8();
    boolean wholeIsFine = whole.check(bytes, 0, bytes.length) == bytes.length && whole.complete();
    // Only on a difference: there are millions of them, and describing is slow.
    if (wholeIsFine != expected) {
      fail("%s should be %s", Arrays.toString(bytes), expected);
    }

    Utf8 pieces = new Utf8();
    boolean fine = true;
    for (int i = 0; i < bytes.length && fine; i++) {
      fine = pieces.check(bytes, i, i + 1) == i + 1;
    }
    if ((fine && pieces.complete()) != expected) {
      fail("%s in pieces should be %s", Arrays.toString(bytes), expected);
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
