package supermarket.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the runtime is measured against: Undertow and Jackson alone. It reads a basket's JSON to the
 * end and answers a constant, on the thread that reads the socket.
 */
final class BareServer {

  private static final JsonFactory JSON = new JsonFactory();

  private BareServer() {}

  /**
   * Serves until the process is ended.
   *
   * @param address the file that the port is written to once it serves
   */
  static void serve(Path address, int ioThreads) throws IOException {
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(ioThreads)
            .setWorkerThreads(1)
            .setServerOption(UndertowOptions.ENABLE_STATISTICS, false)
            .setHandler(BareServer::handle)
            .build();
    server.start();
    InetSocketAddress bound = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    Path whole = address.resolveSibling(address.getFileName() + ".part");
    Files.writeString(whole, "127.0.0.1:" + bound.getPort());
    Files.move(whole, address);
  }

  private static void handle(HttpServerExchange exchange) {
    exchange.getRequestReceiver().receiveFullBytes(BareServer::answer);
  }

  private static void answer(HttpServerExchange exchange, byte[] body) {
    try {
      read(body);
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseSender().send(ByteBuffer.wrap(constant()));
    } catch (IOException malformed) {
      exchange.setStatusCode(400).endExchange();
    }
  }

  private static void read(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (token == JsonToken.VALUE_STRING) {
          parser.getText();
        }
        token = parser.nextToken();
      }
    }
  }

  private static byte[] constant() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (JsonGenerator generator = JSON.createGenerator(bytes)) {
      generator.writeStartObject();
      generator.writeFieldName("total_cost");
      generator.writeNumber("22.45");
      generator.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
