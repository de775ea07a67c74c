package supermarket.basket.api.deployment;

import java.time.Instant;
import java.util.List;

/**
 * One deployment and what became of it.
 *
 * @param when when it ended
 * @param action what was asked for
 * @param door by which way it came: {@link #command}, {@link #CONSOLE}, {@link #FRAMEWORK}, {@link
 *     #RUNTIME}, {@link #CHAIN}, {@link #FILE}, or the file in the drop folder
 * @param bundle symbolic name of the bundle, or the name that was asked for if it is not known; the
 *     code of a product, or empty, with {@link Action#PRODUCT} and {@link Action#CATALOGUE}
 * @param version version of the bundle, empty if it is not known
 * @param sha256 of the jar in hexadecimal digits, empty if there was none
 * @param outcome what became of it
 * @param details every reason of a refusal, or what else is worth knowing; one sentence each
 */
public record Deployment(
    Instant when,
    Action action,
    String door,
    String bundle,
    String version,
    String sha256,
    Outcome outcome,
    List<String> details) {

  /** The door of the shell's commands, if nobody knows who gave it. */
  public static final String COMMAND = "command";

  /**
   * The door of the shell's commands.
   *
   * @param user the name of whoever gave the command, by the operating system
   */
  public static String command(String user) {
    return COMMAND + " by " + user;
  }

  /** The door of the console: whoever has the administrator's token. */
  public static final String CONSOLE = "console";

  /** The door of the framework itself: Felix's commands, or another bundle. */
  public static final String FRAMEWORK = "framework";

  /** The runtime itself: nobody asked for it. */
  public static final String RUNTIME = "runtime";

  /** Another node of the chain: all have agreed on it. */
  public static final String CHAIN = "chain";

  /** The file of the catalogue: its author has changed it. */
  public static final String FILE = "catalogue file";

  /** Takes an unmodifiable copy of the details. */
  public Deployment {
    details = List.copyOf(details);
  }

  /** The same, ended now. */
  public Deployment ended(Outcome became, List<String> why) {
    return new Deployment(Instant.now(), action, door, bundle, version, sha256, became, why);
  }

  /** What was asked for. */
  public enum Action {
    /** A bundle that was not there. */
    INSTALL,
    /** A higher version of one that was. */
    UPGRADE,
    /** A higher version, on trial: it prices live baskets again, for comparison only. */
    SHADOW,
    /** The version on trial, for a share of the users. */
    CANARY,
    /** The version on trial, for all users. */
    PROMOTE,
    /** The step before. */
    ROLLBACK,
    /** Without the version that was kept for a roll back. */
    FORGET,
    /** No version. */
    UNINSTALL,
    /** A bundle that stayed dark, because an operator trusts it. */
    TRUST,
    /** A trial on the lines that were priced last. */
    REPLAY,
    /** Another price or rule of a product. */
    PRODUCT,
    /** What the author of the catalogue's file has changed. */
    CATALOGUE,
    /** Only the checks of a jar. */
    CHECK
  }

  /** What became of it. */
  public enum Outcome {
    /** It is done. */
    DONE,
    /** Nothing was changed, on purpose; it would have been done. */
    POSSIBLE,
    /** Nothing was changed, on purpose; it would have been refused. */
    IMPOSSIBLE,
    /** Nothing was changed. */
    REFUSED,
    /** Nothing was changed, because another deployment of the chain was quicker. */
    OVERTAKEN,
    /** The runtime ended in the middle; the version before stayed, or the new one was live. */
    INTERRUPTED
  }
}
