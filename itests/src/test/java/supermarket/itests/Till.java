package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supermarket.itests.Store.Reply;

/** A till of a store, with what a basket says of its customer besides its items. */
record Till(Store store, String supermarket, List<String> facts) {

  /** A till in a store of this id. */
  static Till in(Store store, String supermarket) {
    return new Till(store, supermarket, List.of());
  }

  /** The customer gives these codes. */
  Till codes(String... codes) {
    return with("\"codes\": " + Stream.of(codes).map(each -> "\"" + each + "\"").toList());
  }

  /** The customer is a member. */
  Till member() {
    return with("\"member\": true");
  }

  /** What became of each promotion is asked for. */
  Till explain() {
    return with("\"explain\": true");
  }

  /** Says something else. */
  Till with(String fact) {
    return new Till(store, supermarket, Stream.concat(facts.stream(), Stream.of(fact)).toList());
  }

  /** Posts a basket, however it is answered. */
  Reply post(String... items) {
    return store.post(
        "{\"supermarket_id\": \"%s\", \"user_id\": \"u1\", %s\"items\": %s}"
            .formatted(
                supermarket,
                facts.stream().map(each -> each + ", ").collect(Collectors.joining()),
                Store.items(items)));
  }

  /** Posts a basket, which is priced. */
  Receipt price(String... items) {
    Reply reply = post(items);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return new Receipt(reply.body());
  }
}
