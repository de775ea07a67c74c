package supermarket.gateway;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.ServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What one connection sends, between its socket and Undertow. Hands on only whole heads, chunk
 * lines and trailers that are in order, and never more than one request; what is not complete is
 * kept here, counted and bounded. So Undertow keeps nothing of an unfinished request, and meets
 * nothing that it would understand otherwise than {@link Framing} does.
 *
 * <p>A request that cannot be read is replaced: instead of a bad head Undertow gets one of a
 * request whose body never ends, and {@link #refusalOfHead} says what is wrong with it. It is
 * replied to like any other, and the connection is closed.
 *
 * <p>Thread safety: belongs to its IO thread; others may only ask how long it waits.
 */
final class Wire extends AbstractStreamSourceConduit<StreamSourceConduit> {

  /** The value of {@link #waitingSince} while a request is under way. */
  private static final long BUSY = Long.MIN_VALUE;

  private static final int NONE = -1;

  private static final byte[] IN_PLACE_OF_A_BAD_HEAD =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** How much of what nobody wants is read before others get their turn, in bytes. */
  private static final int TURN = 128 * 1024;

  private final StreamConnection connection;
  private final Supplier<Settings> settings;
  private final Framing framing;
  private final Stash stash;
  private final byte[] scratch;
  private final LongSupplier clock;

  /** How much of the stash may be handed over. */
  private int cleared;

  /** What is in the stash is no whole unit: more has to come first. */
  private boolean wantsMore;

  private @Nullable Refusal refusal;

  /** How much of what stands in for a bad head was handed over, or {@link #NONE} for a bad body. */
  private int placeholder;

  private boolean spare;
  private volatile long waitingSince;
  private volatile boolean hurried = true;

  /**
   * @param scratch the IO thread's, as large as what is read at once
   */
  Wire(
      StreamConnection connection,
      Supplier<Settings> settings,
      Unfinished unfinished,
      byte[] scratch,
      LongSupplier clock) {
    super(connection.getSourceChannel().getConduit());
    this.clock = clock;
    waitingSince = clock.getAsLong();
    this.connection = connection;
    this.settings = settings;
    this.scratch = scratch;
    framing = new Framing(settings);
    stash = new Stash(unfinished);
  }

  /** The wire of a connection that was opened with one. */
  static Wire of(ServerConnection connection) {
    return (Wire) ((AbstractServerConnection) connection).getOriginalSourceConduit();
  }

  StreamConnection connection() {
    return connection;
  }

  /** Why the head that comes next cannot be read, if it stands in for one; else null. */
  @Nullable Refusal refusalOfHead() {
    return placeholder >= 0 ? refusal : null;
  }

  /** Why the body that is being read cannot be read; null if nothing is wrong with it. */
  @Nullable Refusal refusalOfBody() {
    return placeholder >= 0 ? null : refusal;
  }

  /** Beyond the bound of connections: only who asks for the gateway's health is served. */
  boolean isSpare() {
    return spare;
  }

  void becomeSpare() {
    spare = true;
  }

  /**
   * How long it has waited for a request, or for the rest of its head, in nanoseconds; -1 while a
   * request is under way.
   */
  long waitedUntil(long now) {
    long since = waitingSince;
    return since == BUSY ? -1 : Math.max(0, now - since);
  }

  /** Whether it may not take its time: it is new, or has sent a part of a head. */
  boolean isHurried() {
    return hurried;
  }

  private boolean hasPartOfAHead() {
    return framing.inHead() && !stash.isEmpty();
  }

  /** A request is under way. */
  void busy() {
    waitingSince = BUSY;
  }

  /** It is over. */
  void idle() {
    hurried = hasPartOfAHead();
    waitingSince = clock.getAsLong();
  }

  /** The connection is closed. */
  void closed() {
    stash.clear();
  }

  /** A head has taken too long. */
  void expire() {
    if (waitingSince == BUSY || refusal != null) {
      return;
    }
    if (hasPartOfAHead()) {
      refuse(new Refusal(Problem.REQUEST_TIMEOUT, "the head did not arrive in time"));
      resumeReads();
    } else {
      IoUtils.safeClose(connection);
    }
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    if (refusal != null) {
      return readRefused(dst);
    }
    return stash.isEmpty() ? readThrough(dst) : readStashed(dst);
  }

  /** Nothing is kept back: what comes goes straight to its destination, and is looked at there. */
  private int readThrough(ByteBuffer dst) throws IOException {
    int start = dst.position();
    int length = super.read(dst);
    if (length <= 0) {
      return length;
    }
    if (length <= framing.plain()) {
      framing.passed(length);
      return length;
    }
    byte[] bytes = length <= scratch.length ? scratch : new byte[length];
    dst.get(start, bytes, 0, length);
    boolean blank = framing.betweenRequests() && isLineEnd(bytes[0]);
    int passed = blank ? 0 : clear(bytes, 0, length);
    if (refusal != null) {
      dst.position(start);
      return readRefused(dst);
    }
    dst.position(start + passed);
    if (passed < length) {
      keep(bytes, passed, length);
      if (passed == 0) {
        return readStashed(dst);
      }
    }
    return passed;
  }

  private int readStashed(ByteBuffer dst) throws IOException {
    while (true) {
      look();
      if (refusal != null) {
        return readRefused(dst);
      }
      if (cleared > 0) {
        int length = stash.take(dst, cleared);
        cleared -= length;
        return length;
      }
      if (stash.isEmpty()) {
        return readThrough(dst);
      }
      int length = super.read(ByteBuffer.wrap(scratch));
      if (length <= 0) {
        return length;
      }
      keep(scratch, 0, length);
    }
  }

  /** Finds out what of the stash may be handed over. */
  private void look() {
    if (cleared > 0 || wantsMore) {
      return;
    }
    // An empty line or two before a request are allowed, and mean nothing.
    while (framing.betweenRequests() && stash.startsWithEmptyLine()) {
      stash.drop(2);
    }
    if (framing.betweenRequests() && stash.isOneByte('\r')) {
      wantsMore = true;
      return;
    }
    cleared = clear(stash.bytes(), stash.from(), stash.to());
    wantsMore = cleared == 0;
  }

  private int clear(byte[] bytes, int from, int to) {
    try {
      return framing.clear(bytes, from, to) - from;
    } catch (Refusal.Thrown e) {
      refuse(e.refusal());
      return 0;
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    wantsMore = false;
    if (framing.inHead() && waitingSince != BUSY && !hurried) {
      hurried = true;
      waitingSince = clock.getAsLong();
    }
    if (!stash.add(bytes, from, to, settings.get().maxUnfinished())) {
      refuse(new Refusal(Problem.OVERLOADED, "too many unfinished requests are coming in"));
    }
  }

  private void refuse(Refusal why) {
    refusal = why;
    placeholder = framing.inHead() ? 0 : NONE;
    stash.clear();
    cleared = 0;
  }

  /** What comes after all is lost was lost: nobody wants it. */
  private int readRefused(ByteBuffer dst) throws IOException {
    if (placeholder >= 0 && placeholder < IN_PLACE_OF_A_BAD_HEAD.length) {
      int length = Math.min(dst.remaining(), IN_PLACE_OF_A_BAD_HEAD.length - placeholder);
      dst.put(IN_PLACE_OF_A_BAD_HEAD, placeholder, length);
      placeholder += length;
      return length;
    }
    if (placeholder >= 0) {
      return super.read(dst);
    }
    int start = dst.position();
    int left = TURN;
    int length = 0;
    while (left > 0 && (length = super.read(dst)) > 0) {
      left -= length;
      dst.position(start);
    }
    return Math.min(length, 0);
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  @Override
  public void resumeReads() {
    boolean something = refusal == null ? !stash.isEmpty() && !wantsMore : placeholder == 0;
    if (something) {
      super.wakeupReads();
    } else {
      super.resumeReads();
    }
  }

  @Override
  public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (dsts[i].hasRemaining()) {
        return read(dsts[i]);
      }
    }
    return 0;
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
  }
}
