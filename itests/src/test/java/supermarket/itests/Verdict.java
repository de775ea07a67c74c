package supermarket.itests;

import supermarket.itests.Outcome.Kind;

/** Whether a reply is the right one to a basket. */
record Verdict(Kind kind, String detail) {

  static Verdict of(KnownBasket basket, StoreConnection.Reply reply) {
    String id = reply.header("x-request-id").orElse("no id");
    if (!id.equals(basket.id())) {
      return new Verdict(Kind.FOREIGN, id + " to " + basket.id());
    }
    return reply.status() == 200 ? ofTotal(basket, reply) : ofRejection(reply);
  }

  private static Verdict ofTotal(KnownBasket basket, StoreConnection.Reply reply) {
    String total = reply.member("total_cost").orElse("no total");
    if (total.equals(basket.total())) {
      return new Verdict(Kind.PRICED, "");
    }
    return new Verdict(
        KnownBasket.isOfSome(total) ? Kind.FOREIGN : Kind.WRONG, total + " for " + basket.total());
  }

  /** A store must be told by a word what happened, and when to come back if that makes sense. */
  private static Verdict ofRejection(StoreConnection.Reply reply) {
    String what = reply.status() + " " + reply.member("error").orElse("without a word");
    boolean told =
        reply.member("error").isPresent()
            && (reply.status() != 503 || reply.header("retry-after").isPresent());
    return new Verdict(told ? Kind.REJECTED : Kind.WRONG, what);
  }
}
