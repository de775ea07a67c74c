package supermarket.shell.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error stream of a session. Of a pipe Gogo throws the last command's failure only; that of the
 * others it prints here, with the name of a class. So here is where such a failure is put into
 * words and noticed.
 *
 * <p>Thread safety: as safe as the stream behind it.
 */
final class StageErrors extends OutputStream {
  private static final Pattern STAGE_FAILED = Pattern.compile("gogo: \\w+: (.*)\n", Pattern.DOTALL);

  private final OutputStream output;
  private final AtomicBoolean failed = new AtomicBoolean();

  StageErrors(OutputStream output) {
    this.output = output;
  }

  /** Whether a command before the last one of a pipe has failed since this was asked last. */
  boolean takeFailed() {
    return failed.getAndSet(false);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    // Gogo writes such a line in one piece.
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    Matcher line = STAGE_FAILED.matcher(text);
    if (line.matches()) {
      failed.set(true);
      output.write((Words.ERROR + Words.of(line.group(1)) + "\n").getBytes(StandardCharsets.UTF_8));
    } else if (text.contains("Exception")) {
      output.write(Words.withoutClassNames(text).getBytes(StandardCharsets.UTF_8));
    } else {
      output.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    output.flush();
  }
}
