package supermarket.library.foreign.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import supermarket.library.foreign.call.Outcome.Came;
import supermarket.library.foreign.call.Outcome.Late;
import supermarket.library.foreign.call.Outcome.Stuck;
import supermarket.library.foreign.call.Outcome.Threw;

class ForeignThreadTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ForeignThread patient = new ForeignThread("foreign", LONG, LONG);
  private final AtomicBoolean spin = new AtomicBoolean(true);

  @AfterEach
  void close() {
    spin.set(false);
    patient.close();
  }

  private static Outcome<Object> hasty(Duration grace, Callable<?> code)
      throws InterruptedException {
    try (ForeignThread thread = new ForeignThread("foreign", SHORT, grace)) {
      return thread.call(code);
    }
  }

  private Object spin() {
    while (spin.get()) {
      Thread.onSpinWait();
    }
    return "over";
  }

  private static Object sleep() throws InterruptedException {
    new CountDownLatch(1).await();
    return "never";
  }

  private static Threw<?> threw(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Threw.class);
    return (Threw<?>) outcome;
  }

  @Test
  void callsComeBackFromOneThread() throws InterruptedException {
    Outcome<Thread> first = patient.call(Thread::currentThread);
    assertThat(patient.<Thread>call(Thread::currentThread)).isEqualTo(first);
    assertThat(((Came<Thread>) first).value())
        .satisfies(
            thread -> {
              assertThat(thread.getName()).isEqualTo("foreign");
              assertThat(thread.isVirtual()).isFalse();
              assertThat(thread).isNotEqualTo(Thread.currentThread());
            });
  }

  @Test
  void aLateCallIsInterrupted() throws InterruptedException {
    assertThat(hasty(LONG, ForeignThreadTest::sleep)).isInstanceOf(Late.class);
  }

  @Test
  void aCallThatIgnoresItsInterruptIsLeftBehindAndTheNextGoesOnElsewhere()
      throws InterruptedException {
    try (ForeignThread thread = new ForeignThread("foreign", SHORT, SHORT)) {
      assertThat(thread.<Object>call(this::spin)).isInstanceOf(Stuck.class);
    }
    assertThat(patient.<Integer>call(() -> 1)).isEqualTo(new Came<>(1));
  }

  @Test
  void anInterruptThatACallLeavesBehindIsNotForTheNext() throws InterruptedException {
    patient.call(
        () -> {
          Thread.currentThread().interrupt();
          return 1;
        });
    assertThat(patient.<Boolean>call(Thread::interrupted)).isEqualTo(new Came<>(false));
  }

  @Test
  void theTextsOfAnExceptionAreTakenWithinTheTimeOfTheCall() throws InterruptedException {
    class Spinning extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        return (String) spin();
      }
    }
    assertThat(
            hasty(
                SHORT,
                () -> {
                  throw new Spinning();
                }))
        .isInstanceOf(Stuck.class);
  }

  @Test
  void anExceptionThatCannotBeAskedIsToldByItsClass() throws InterruptedException {
    class Nasty extends Error {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new StackOverflowError();
      }

      @Override
      public String toString() {
        throw this;
      }

      @Override
      public synchronized Throwable getCause() {
        throw this;
      }

      @Override
      public StackTraceElement[] getStackTrace() {
        throw this;
      }
    }
    Threw<?> threw =
        threw(
            ForeignCall.attempt(
                () -> {
                  throw new Nasty();
                },
                () -> 5));
    assertThat(threw.kind()).isEqualTo(Nasty.class.getName());
    assertThat(threw.text()).isEqualTo("(its message cannot be read)");
    assertThat(threw.frames()).containsExactly("(its stack trace cannot be read)");
  }

  @Test
  void textsAreCutAndEscapedWhereTheyAreTaken() throws InterruptedException {
    String text = "\u001b[31m\u202e" + "x".repeat(50_000_000);
    Threw<?> threw =
        threw(
            patient.call(
                () -> {
                  throw new IllegalStateException(text, new LinkageError("in\nner"));
                }));
    assertThat(threw.text())
        .startsWith("\\u001b[31m\\u202exxx")
        .endsWith("..., caused by java.lang.LinkageError: in\\u000aner")
        .hasSizeLessThan(300);
    assertThat(threw.frames()).isEmpty();
    assertThat(threw.huge()).isTrue();
  }

  @Test
  void causesThatNeverEndAreCutToo() {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("other", one));
    Threw<?> threw =
        threw(
            ForeignCall.attempt(
                () -> {
                  throw one;
                },
                () -> 2));
    assertThat(threw.text().split("caused by", -1)).hasSize(5);
    assertThat(threw.frames()).hasSize(2);
    assertThat(threw.huge()).isFalse();
  }

  @Test
  void memoryThatIsGoneIsTold() {
    Threw<?> threw =
        threw(
            ForeignCall.attempt(
                () -> {
                  throw new OutOfMemoryError("on purpose");
                }));
    assertThat(threw.outOfMemory()).isTrue();
  }
}
