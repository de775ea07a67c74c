package supermarket.shell.socket;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of commands that was executed.
 *
 * @param done whether all of them did what they were asked to
 * @param text the result for people, or why it failed; empty if there is nothing to say
 */
record Execution(boolean done, String text) {
  private static final Logger log = LoggerFactory.getLogger(Execution.class);

  /** Executes a line; throws nothing. What it prints goes to the session's streams. */
  static Execution of(String line, CommandSession session, StageErrors errors) {
    errors.takeFailed();
    try {
      Object result = session.execute(UsualSpelling.in(line));
      String text = result == null ? "" : session.format(result, Converter.INSPECT).toString();
      return new Execution(!errors.takeFailed(), text);
    } catch (Throwable thrown) { // whatever a command throws is its answer to the operator
      if (Words.saysNothing(thrown)) {
        log.warn("A command failed without a message", thrown);
      }
      return new Execution(false, Words.ERROR + Words.of(thrown));
    }
  }
}
