package supermarket.console;

import supermarket.basket.api.http.HttpRequest;

/**
 * Tells whether a request comes from a page of this port, or from no page at all. A page of another
 * site can let a browser send requests, but cannot hide where it is from.
 */
final class SameOrigin {

  private SameOrigin() {}

  /** Returns whether no other site sends it. Behind a proxy with TLS the page is https. */
  static boolean of(HttpRequest request) {
    String origin = request.header("Origin");
    String host = request.header("Host");
    String site = request.header("Sec-Fetch-Site");
    boolean isFromHere =
        origin.isEmpty() || origin.equals("http://" + host) || origin.equals("https://" + host);
    return isFromHere && (site.isEmpty() || site.equals("same-origin") || site.equals("none"));
  }
}
