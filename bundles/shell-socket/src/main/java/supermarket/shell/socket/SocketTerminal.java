package supermarket.shell.socket;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * The terminal of a client, as JLine sees it: what he types comes in messages, what is written to
 * it goes out in frames.
 */
final class SocketTerminal extends LineDisciplineTerminal {
  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_LINES = 24;

  private SocketTerminal(String type, CommandOutput output) throws IOException {
    super(
        "supermarket",
        type,
        new BufferedOutputStream(output),
        StandardCharsets.UTF_8,
        SignalHandler.SIG_IGN);
  }

  /** As {@link Wire#TERMINAL} describes it. */
  static SocketTerminal of(String description, CommandOutput output) throws IOException {
    String[] fields = description.split("\0", -1);
    String type = Caller.field(fields, 0);
    SocketTerminal terminal =
        new SocketTerminal(type.matches("[A-Za-z0-9._+-]{1,64}") ? type : "dumb", output);
    terminal.resize(Caller.field(fields, 1), Caller.field(fields, 2));
    return terminal;
  }

  /**
   * As at a terminal of the operating system, what was typed before an interrupt and not read yet
   * goes with it. Otherwise a line that was dropped would begin the next one.
   */
  @Override
  public void raise(Signal signal) {
    if (signal == Signal.INT) {
      try {
        dropInput();
      } catch (IOException closed) {
        return;
      }
    }
    super.raise(signal);
  }

  private void dropInput() throws IOException {
    synchronized (slaveInput) { // its own monitor: nobody reads in between
      slaveInputPipe.flush();
      while (slaveInput.available() > 0) {
        slaveInput.read();
      }
    }
  }

  /** The window has changed, as {@link Wire#SIZE} says. */
  void resize(String size) {
    String[] fields = size.split("\0", -1);
    resize(Caller.field(fields, 0), Caller.field(fields, 1));
    raise(Signal.WINCH);
  }

  private void resize(String columns, String lines) {
    int width = Caller.number(columns);
    int height = Caller.number(lines);
    setSize(new Size(width > 0 ? width : USUAL_COLUMNS, height > 0 ? height : USUAL_LINES));
  }
}
