package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import supermarket.basket.api.Answer;
import supermarket.basket.api.Reason;

/**
 * One HTTP request, from its head until its reply is written: reads the body, perhaps waits for an
 * answer, replies. Never blocks. Every phase has an end, whatever the client or the broker does.
 *
 * <p>Thread safety: belongs to its IO thread; only {@link #accept} may be called by others.
 */
abstract class Exchange
    implements Runnable, Consumer<Answer>, RequestBody.Reader, ReplyWriter.Listener {

  static final String JSON = "application/json";

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final HttpString X_REQUEST_ID = new HttpString("X-Request-Id");

  /** What is read of an unwanted body, in bytes, so that the connection can be used again. */
  private static final int SPARE = 64 * 1024;

  /**
   * What is read of a body after its reply, in bytes and time, so that the reply is not lost to a
   * reset.
   */
  private static final int LINGERING_BYTES = 16 * 1024 * 1024;

  private static final Duration LINGERING_TIME = Duration.ofSeconds(2);
  private static final Duration WRITING_TIME = Duration.ofSeconds(30);

  /** How much later than its deadline the broker's answer may come. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private enum Phase {
    READING,
    WAITING,
    WRITING,
    LINGERING,
    OVER
  }

  private final HttpServerExchange http;
  private final Lane lane;
  private final String id;
  private final long started = System.nanoTime();
  private final RequestBody body;
  private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

  private Phase phase = Phase.READING;
  private long due;
  private long held;
  private long discarded;
  private @Nullable Refusal refusal;

  // These three are the lane's.
  @Nullable Exchange earlier;
  @Nullable Exchange later;
  @Nullable Exchange nextAnswered;

  Exchange(HttpServerExchange http, Lane lane) {
    this.http = http;
    this.lane = lane;
    this.id = lane.ids().of(http.getRequestHeaders().getFirst(X_REQUEST_ID));
    this.body = new RequestBody(http, lane, this);
    this.due = started + lane.settings().bodyTimeout().toNanos();
  }

  /** The head of the request is there: read the body, refuse, or reply. */
  abstract void begin();

  /** A piece of the body is there. */
  void read(byte[] bytes, int length) throws Refusal.Thrown {}

  /** The body is complete. */
  void complete() throws Refusal.Thrown {}

  /**
   * The answer is there, and nothing of the request is under way any more; its client may be gone.
   */
  void settled(Answer given) {}

  /** The answer is there, and somebody waits for it. */
  void answered(Answer given) {}

  /** The request is about to be refused by the gateway itself. */
  void refused(Refusal why) {}

  /** The request is over. */
  void over() {}

  final HttpServerExchange http() {
    return http;
  }

  final Lane lane() {
    return lane;
  }

  final String id() {
    return id;
  }

  final RequestBody body() {
    return body;
  }

  /** Nanoseconds since its head was there, at a reading of the clock. */
  final long ageAt(long nanoTime) {
    return nanoTime - started;
  }

  @Override
  public final void run() {
    lane.open(this);
    try {
      begin();
    } catch (Throwable e) {
      failed(e);
    }
  }

  @Override
  public final boolean piece(byte[] bytes, int length) {
    if (phase == Phase.LINGERING || refusal != null) {
      discard(length);
    } else if (phase == Phase.READING) {
      take(bytes, length);
    }
    return phase == Phase.READING || phase == Phase.LINGERING;
  }

  private void discard(int length) {
    discarded += length;
    if (phase == Phase.LINGERING) {
      if (discarded > LINGERING_BYTES) {
        abort();
      }
    } else if (phase == Phase.READING && discarded > SPARE) {
      replyRefusal();
    }
  }

  private void take(byte[] bytes, int length) {
    try {
      if (body.received() > lane.settings().maxBody()) {
        refuse(tooLong());
      } else if (!mayWait(length)) {
        refuse(new Refusal(Problem.OVERLOADED, "too many large baskets are coming in"));
      } else {
        read(bytes, length);
      }
    } catch (Refusal.Thrown e) {
      refuse(e.refusal());
    } catch (Throwable e) {
      failed(e);
    }
  }

  /** The refusal of a body over the limit. */
  final Refusal tooLong() {
    return new Refusal(
        Problem.TOO_LARGE, "a body may have at most " + lane.settings().maxBody() + " bytes");
  }

  @Override
  public final void end() {
    if (phase == Phase.LINGERING) {
      finish();
    } else if (phase == Phase.READING) {
      endReading();
    }
  }

  private void endReading() {
    if (refusal != null) {
      replyRefusal();
      return;
    }
    try {
      complete();
    } catch (Refusal.Thrown e) {
      refuse(e.refusal());
    } catch (Throwable e) {
      failed(e);
    }
  }

  @Override
  public final void broken(Refusal why) {
    if (phase == Phase.READING) {
      if (refusal == null) {
        refusal = why;
        refused(why);
        letGo();
      }
      replyRefusal();
    }
  }

  /** Waits for {@link #accept} at most until shortly after the deadline. */
  final void await(Duration deadline) {
    enter(Phase.WAITING, deadline.plus(GRACE));
    body.leaveReadsOn();
  }

  @Override
  public final void accept(Answer given) {
    if (answer.compareAndSet(null, given)) {
      lane.answered(this);
    }
  }

  /** The lane brings the answer back to the IO thread. */
  final void takeAnswer() {
    Answer given = answer.get();
    if (given == null) {
      return;
    }
    try {
      settled(given);
      if (phase == Phase.WAITING) {
        answered(given);
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  /** Ends the phase if it has lasted too long. */
  final void overdueAt(long now) {
    if (now - due < 0) {
      return;
    }
    switch (phase) {
      case READING -> {
        refuse(new Refusal(Problem.REQUEST_TIMEOUT, "the body did not arrive in time"));
        if (phase == Phase.READING) {
          replyRefusal();
        }
      }
      case WAITING -> {
        Answer late = Answer.rejected(Reason.TIMEOUT, "no answer came before the deadline");
        if (answer.compareAndSet(null, late)) {
          takeAnswer();
        }
      }
      case WRITING, LINGERING -> abort();
      case OVER -> {}
    }
  }

  /**
   * Refuses the request: after its body if that is short, so that the connection can be used again.
   */
  final void refuse(Refusal why) {
    if (refusal != null) {
      return;
    }
    refusal = why;
    refused(why);
    letGo();
    if (body.isComplete() || body.announced() > SPARE || body.isHeldBack()) {
      replyRefusal();
    } else if (body.received() == 0) {
      body.read();
    }
  }

  private void replyRefusal() {
    if (refusal != null) {
      reply(refusal);
    }
  }

  /** Replies with a problem. */
  final void reply(Refusal why) {
    Bytes out = lane.output();
    Replies.problem(out, id, why);
    if (why.problem().passes()) {
      http.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
    }
    reply(why.problem().status(), PROBLEM_JSON, out.view());
  }

  /** Replies. */
  final void reply(int status, String contentType, ByteBuffer content) {
    enter(Phase.WRITING, WRITING_TIME);
    if (lane.ending() || !body.isComplete() || wire().isSpare()) {
      http.setPersistent(false);
    }
    HeaderMap headers = http.getResponseHeaders();
    headers.put(X_REQUEST_ID, id);
    if (content.hasRemaining()) {
      headers.put(Headers.CONTENT_TYPE, contentType);
    }
    if (http.isHttp10() && http.isPersistent()) {
      headers.put(Headers.CONNECTION, "keep-alive");
    }
    http.setStatusCode(status);
    new ReplyWriter(http, this).write(content);
  }

  @Override
  public final void sent() {
    if (body.isComplete()) {
      finish();
    } else if (body.isHeldBack()) {
      abort();
    } else {
      enter(Phase.LINGERING, LINGERING_TIME);
      body.read();
    }
  }

  @Override
  public final boolean mayWait(int bytes) {
    held += bytes;
    return lane.hold(bytes, phase == Phase.WRITING);
  }

  @Override
  public final void lost(IOException cause) {
    if (phase == Phase.OVER) {
      return;
    }
    LOG.debug("The client of request {} is gone: {}", id, cause.toString());
    abort();
  }

  private void failed(Throwable e) {
    LOG.error("The gateway failed at a request", e);
    if (phase == Phase.READING || phase == Phase.WAITING) {
      refusal = null;
      Refusal why = new Refusal(Problem.INTERNAL_ERROR, "see the gateway's log");
      refused(why);
      reply(why);
    } else {
      abort();
    }
  }

  /** Ends it without a reply, whatever state it is in. */
  final void abandon() {
    abort();
  }

  private Wire wire() {
    return Wire.of(http.getConnection());
  }

  private void abort() {
    IoUtils.safeClose(http.getConnection());
    finish();
  }

  private void finish() {
    if (phase != Phase.OVER) {
      enter(Phase.OVER, Duration.ZERO);
      over();
      lane.close(this);
      wire().idle();
    }
  }

  private void enter(Phase next, Duration longest) {
    letGo();
    phase = next;
    due = System.nanoTime() + longest.toNanos();
  }

  private void letGo() {
    lane.letGo(held, phase == Phase.WRITING);
    held = 0;
  }
}
