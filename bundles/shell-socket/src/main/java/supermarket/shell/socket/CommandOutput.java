package supermarket.shell.socket;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command prints, sent in frames as it comes. Past the bound the rest is dropped and said to
 * be. Safe for the several threads of a Gogo pipeline.
 */
final class CommandOutput extends OutputStream {
  /** Most that one command may print, in bytes. */
  static final int MOST = 4 * 1024 * 1024;

  private final DataOutputStream client;
  private int left = MOST;

  CommandOutput(DataOutputStream client) {
    this.client = client;
  }

  /** The next command may print as much again. */
  synchronized void renew() {
    left = MOST;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    int taken = Math.min(length, left);
    if (taken > 0) {
      Wire.writeOutput(client, bytes, offset, taken);
      left -= taken;
    }
    if (taken < length && left == 0) {
      byte[] notice =
          ("\n[cut off after " + MOST + " bytes]\n").getBytes(StandardCharsets.US_ASCII);
      Wire.writeOutput(client, notice, 0, notice.length);
      left = -1;
    }
  }

  synchronized void exit(int code) throws IOException {
    Wire.writeExit(client, code);
  }
}
