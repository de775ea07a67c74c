package supermarket.gateway;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.StreamSourceConduit;

/** Reads the body of a request without blocking, piece by piece. Belongs to its IO thread. */
final class RequestBody {

  /** How much is read before other requests get their turn, in bytes. */
  private static final int TURN = 128 * 1024;

  /** Told of what comes. */
  interface Reader {
    /**
     * A piece has come.
     *
     * @return whether to read on
     */
    boolean piece(byte[] bytes, int length);

    /** All has come. */
    void end();

    /** What has come cannot be read on. */
    void broken(Refusal why);

    /** The client is gone. */
    void lost(IOException cause);
  }

  private final HttpServerExchange http;
  private final Lane lane;
  private final Reader reader;
  private @Nullable StreamSourceChannel channel;
  private long received;

  RequestBody(HttpServerExchange http, Lane lane, Reader reader) {
    this.http = http;
    this.lane = lane;
    this.reader = reader;
  }

  /** Whether all has come; also if there is no body. */
  boolean isComplete() {
    return http.isRequestComplete();
  }

  /** How much of it is known to be still to come, in bytes; 0 if that is not known. */
  long announced() {
    return Math.max(0, http.getRequestContentLength() - received);
  }

  /** How much has come, in bytes. */
  long received() {
    return received;
  }

  /** Whether the client waits for a sign before it sends anything. */
  boolean isHeldBack() {
    return channel == null && HttpContinue.requiresContinueResponse(http);
  }

  /** Reads, from the beginning or where it was stopped. */
  void read() {
    if (isHeldBack()) {
      HttpContinue.sendContinueResponse(http, new Continued());
    } else {
      open();
    }
  }

  private void open() {
    StreamSourceChannel open = channel;
    if (open == null) {
      open = http.getRequestChannel();
      channel = open;
      open.getReadSetter().set(this::readFrom);
    }
    readFrom(open);
  }

  private void readFrom(StreamSourceChannel open) {
    try {
      int left = TURN;
      while (left > 0) {
        byte[] bytes = lane.input();
        int length = open.read(ByteBuffer.wrap(bytes));
        if (length < 0) {
          reader.end();
          return;
        }
        if (length == 0) {
          open.resumeReads();
          Refusal why = Wire.of(http.getConnection()).refusalOfBody();
          if (why != null) {
            reader.broken(why);
          }
          return;
        }
        left -= length;
        received += length;
        if (!reader.piece(bytes, length)) {
          open.suspendReads();
          return;
        }
      }
      open.suspendReads();
      lane.later(() -> readFrom(open), 1);
    } catch (IOException e) {
      reader.lost(e);
    }
  }

  /**
   * Lets the socket stay registered for reading although the body is complete: Undertow takes it
   * out of the selector while a request is under way, which costs two system calls for each.
   * Whatever comes next nevertheless, the end of the connection or another request, takes it out
   * and waits for its turn.
   */
  void leaveReadsOn() {
    StreamSourceChannel open = channel;
    if (open != null && http.getConnection() instanceof AbstractServerConnection connection) {
      StreamSourceConduit socket = connection.getOriginalSourceConduit();
      open.getReadSetter().set(ignored -> socket.suspendReads());
      socket.resumeReads();
    }
  }

  /** Reads once the client was told to go on. */
  private final class Continued implements IoCallback {
    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
      open();
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException cause) {
      reader.lost(cause);
    }
  }
}
