package supermarket.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An operator who ends, changes, removes and adds offers, and upgrades their kind or rolls it back,
 * by one command after another. At least as many offers as given are live at any moment.
 *
 * <p>Thread safety: used by one thread at a time.
 */
final class OfferChanges {

  private static final int STEPS = 5;

  /** Each so many changes of the kind, one is a way back. */
  private static final int BACK = 3;

  private final OperatorProcess operator;
  private final OfferHistory history;
  private final VersionedJar jars;
  private final int offers;
  private final Random random = new Random(1);
  private final TreeMap<Integer, Offer> live = new TreeMap<>();
  private Offer ended = new Offer(0, 0);
  private int made;
  private int ofKind;

  /**
   * On a runtime without offers.
   *
   * @param offers how many are live at least
   */
  OfferChanges(
      Path distribution,
      ServerProcess runtime,
      OperatorProcess operator,
      OfferHistory history,
      int offers)
      throws IOException {
    this.operator = operator;
    this.history = history;
    this.offers = offers;
    Path folder = Files.createDirectory(runtime.folder().resolve("data/versions"));
    jars = new VersionedJar(distribution, DearerKind.BUNDLE, folder, DearerKind::of);
  }

  /** Adds all offers, one more than are live at least. */
  void begin() throws IOException {
    for (int number = 0; number <= offers; number++) {
      add(new Offer(number, number % Offer.VARIANTS));
    }
  }

  /** Changes at a rate, and late ones at once; answers how many it were a second. */
  double during(int seconds, int rate) throws IOException {
    long begun = System.nanoTime();
    long between = TimeUnit.SECONDS.toNanos(1) / rate;
    long due = begun;
    int before = made;
    while (due - begun < TimeUnit.SECONDS.toNanos(seconds)
        && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      change(made++);
      due += between;
    }
    double end = Math.max(System.nanoTime(), due);
    return (made - before) * 1e9 / (end - begun);
  }

  private void change(int turn) throws IOException {
    switch (turn % STEPS) {
      case 0 -> {
        ended = any();
        live.remove(ended.number());
        run("promotion:end " + ended.id(), ended);
      }
      case 1 -> {
        Offer next = other(any());
        live.put(next.number(), next);
        run("promotion:change %s %s".formatted(next.id(), next.parameters()), next);
      }
      case 2 -> changeKind();
      case 3 -> run("promotion:remove " + ended.id(), ended);
      default -> add(other(ended));
    }
  }

  private Offer any() {
    List<Offer> all = new ArrayList<>(live.values());
    return all.get(random.nextInt(all.size()));
  }

  private static Offer other(Offer offer) {
    return new Offer(offer.number(), (offer.variant() + 1) % Offer.VARIANTS);
  }

  private void add(Offer offer) throws IOException {
    live.put(offer.number(), offer);
    run("promotion:add %s %s %s".formatted(offer.id(), offer.kind(), offer.parameters()), offer);
  }

  private void changeKind() throws IOException {
    ofKind++;
    run(
        ofKind % BACK == 0
            ? "strategy:rollback " + Offer.DEARER_KIND
            : "strategy:upgrade " + jars.next(),
        DearerKind.BUNDLE);
  }

  private void run(String command, Offer offer) throws IOException {
    run(command, "promotion " + offer.id());
  }

  private void run(String command, String what) throws IOException {
    String answer = operator.run(command);
    if (!answer.contains("Done: ")) {
      throw new IOException(command + ": " + answer);
    }
    history.changed(what, live);
  }
}
