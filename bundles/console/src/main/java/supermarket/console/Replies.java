package supermarket.console;

import java.util.Map;
import supermarket.basket.api.http.HttpReply;

/** What the pages answer alike. */
final class Replies {

  private Replies() {}

  static HttpReply onlyGet() {
    return new HttpReply(405, HttpReply.TEXT, Map.of("Allow", "GET, HEAD"), out -> out.write('\n'));
  }

  static HttpReply json(int status, String json) {
    return HttpReply.of(status, HttpReply.JSON, json);
  }

  /** An answer to what cannot be done: what is wrong, and what to do. */
  static HttpReply refused(int status, String why) {
    return json(status, Json.object(json -> json.writeStringField("error", why)));
  }
}
