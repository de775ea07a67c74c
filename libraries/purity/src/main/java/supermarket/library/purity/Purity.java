package supermarket.library.purity;

import java.io.IOException;
import java.util.List;

/**
 * Judges whether the strategies of a bundle are arithmetic: their results depend on their input
 * alone, and they touch nothing else. It reads classes and runs none of them.
 *
 * <p>The argument is a closed world. Every class that the bundle can bring is read; each
 * instruction of it that reaches beyond the bundle is looked up in {@code allowed.txt}; and the
 * bundle has no other way to bring code: no class path of its own, no dynamic imports, no
 * activator, no components but its own classes.
 *
 * <p>Thread-safe.
 */
public final class Purity {

  private Purity() {}

  /**
   * Reads a bundle.
   *
   * @return what is more than arithmetic, in the order of the bundle's entries; empty if nothing
   *     is. Whatever cannot be read is a finding too: this method throws nothing for what is in it
   */
  public static List<Finding> check(Content content) {
    Findings findings = new Findings();
    Headers.check(content, findings);
    try {
      OwnClasses classes = OwnClasses.read(content, findings);
      Components.check(content, classes, findings);
      References references = new References(classes, AllowList.STRATEGIES);
      State state = new State(classes);
      classes.all().forEach(each -> new ClassCheck(each, references, state, findings).run());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      findings.add("the bundle", 0, "cannot be read: " + Names.shown(e.toString()));
    }
    return findings.all();
  }
}
