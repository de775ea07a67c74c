package supermarket.gateway;

import supermarket.basket.api.Reason;

/**
 * The kinds of failure a client can meet. The word and the status are part of the HTTP contract and
 * never change; the same table is in {@code openapi.json}.
 */
enum Problem {
  INVALID_REQUEST(400, "invalid_request", "The request cannot be understood"),
  MALFORMED_REQUEST(400, "malformed_request", "The request is not HTTP as RFC 9112 has it"),
  NOT_FOUND(404, "not_found", "There is nothing here"),
  PRODUCT_NOT_FOUND(Reason.PRODUCT_NOT_FOUND, 404, "There is no such product"),
  STORE_NOT_FOUND(Reason.STORE_NOT_FOUND, 404, "There is no such store"),
  METHOD_NOT_ALLOWED(405, "method_not_allowed", "This path has other methods"),
  REQUEST_TIMEOUT(408, "request_timeout", "The request did not arrive in time"),
  TOO_LARGE(Reason.TOO_LARGE, 413, "The basket is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "The body is not JSON in UTF-8"),
  MISDIRECTED(421, "misdirected", "This gateway is not for that host"),
  HEAD_TOO_LARGE(431, "head_too_large", "The head or the trailer of the request is too large"),
  STRATEGY_NOT_FOUND(
      Reason.STRATEGY_NOT_FOUND, 422, "A product has no price or no pricing strategy"),
  MISREAD(Reason.MISREAD, 422, "What was scanned cannot be made out"),
  WRONG_MEASURE(
      Reason.WRONG_MEASURE, 422, "A product is sold by weight and was counted, or the reverse"),
  MIXED_CURRENCIES(Reason.MIXED_CURRENCIES, 422, "The products are priced in different currencies"),
  PRODUCT_SERVER_ERROR(Reason.PRODUCT_SERVER_ERROR, 500, "A pricing strategy failed"),
  USER_SERVER_ERROR(Reason.USER_SERVER_ERROR, 500, "The user's worker died"),
  INTERNAL_ERROR(500, "internal_error", "The gateway failed"),
  OVERLOADED(Reason.OVERLOADED, 503, "Too much to do; try again later"),
  BEHIND(Reason.BEHIND, 503, "The basket server has not caught up yet; try again"),
  BROKER_UNAVAILABLE(Reason.BROKER_UNAVAILABLE, 503, "The message broker is away; try again later"),
  NOT_READY(503, "not_ready", "Baskets cannot be priced now"),
  TIMEOUT(Reason.TIMEOUT, 504, "The deadline passed");

  private final int status;
  private final String word;
  private final String title;

  Problem(int status, String word, String title) {
    this.status = status;
    this.word = word;
    this.title = title;
  }

  Problem(Reason reason, int status, String title) {
    this(status, reason.word(), title);
  }

  static Problem of(Reason reason) {
    return switch (reason) {
      case PRODUCT_NOT_FOUND -> PRODUCT_NOT_FOUND;
      case STORE_NOT_FOUND -> STORE_NOT_FOUND;
      case STRATEGY_NOT_FOUND -> STRATEGY_NOT_FOUND;
      case MISREAD -> MISREAD;
      case WRONG_MEASURE -> WRONG_MEASURE;
      case MIXED_CURRENCIES -> MIXED_CURRENCIES;
      case TOO_LARGE -> TOO_LARGE;
      case PRODUCT_SERVER_ERROR -> PRODUCT_SERVER_ERROR;
      case USER_SERVER_ERROR -> USER_SERVER_ERROR;
      case TIMEOUT -> TIMEOUT;
      case OVERLOADED -> OVERLOADED;
      case BEHIND -> BEHIND;
      case BROKER_UNAVAILABLE -> BROKER_UNAVAILABLE;
    };
  }

  int status() {
    return status;
  }

  /** The stable word, the problem's {@code error} member. */
  String word() {
    return word;
  }

  /** The problem's {@code type}. */
  String type() {
    return "urn:supermarket:error:" + word;
  }

  String title() {
    return title;
  }

  /** Whether the same request may well succeed a little later. */
  boolean passes() {
    return status == 503;
  }
}
