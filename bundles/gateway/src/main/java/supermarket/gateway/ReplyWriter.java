package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/** Writes a reply without blocking. Belongs to its IO thread. */
final class ReplyWriter {

  /** Told of the end. */
  interface Listener {
    /** The reply is written. */
    void sent();

    /** The client is gone. */
    void lost(IOException cause);

    /** Asks whether so many bytes may wait until the client takes them. */
    boolean mayWait(int bytes);
  }

  private final HttpServerExchange http;
  private final Listener listener;
  private @Nullable ByteBuffer rest;

  ReplyWriter(HttpServerExchange http, Listener listener) {
    this.http = http;
    this.listener = listener;
  }

  /** Writes the head and the content. The content may be used for something else afterwards. */
  void write(ByteBuffer content) {
    if (http.getStatusCode() != StatusCodes.NOT_MODIFIED) {
      http.setResponseContentLength(content.remaining());
    }
    StreamSinkChannel channel = http.getResponseChannel();
    try {
      if (writeAll(channel, content)) {
        finish(channel);
      } else if (!listener.mayWait(content.remaining())) {
        listener.lost(new IOException("too many replies wait for their clients"));
      } else {
        rest = ByteBuffer.allocate(content.remaining()).put(content).flip();
        channel.getWriteSetter().set(this::writeRest);
        channel.resumeWrites();
      }
    } catch (IOException e) {
      listener.lost(e);
    }
  }

  private static boolean writeAll(StreamSinkChannel channel, ByteBuffer content)
      throws IOException {
    while (content.hasRemaining()) {
      if (channel.write(content) == 0) {
        return false;
      }
    }
    return true;
  }

  private void writeRest(StreamSinkChannel channel) {
    try {
      ByteBuffer content = rest;
      if (content == null || writeAll(channel, content)) {
        rest = null;
        finish(channel);
      }
    } catch (IOException e) {
      listener.lost(e);
    }
  }

  private void finish(StreamSinkChannel channel) throws IOException {
    channel.shutdownWrites();
    if (channel.flush()) {
      listener.sent();
    } else {
      channel.getWriteSetter().set(this::flushRest);
      channel.resumeWrites();
    }
  }

  private void flushRest(StreamSinkChannel channel) {
    try {
      if (channel.flush()) {
        listener.sent();
      }
    } catch (IOException e) {
      listener.lost(e);
    }
  }
}
