package supermarket.runtime.launcher;

/** What a newcomer needs first: where the endpoint is, a basket to try, and where to look. */
final class Greeting {
  private Greeting() {}

  static String of(String endpoint) {
    return """
    Supermarket is ready at %1$s. Try:
      curl -s %1$s/api/basket -H 'Content-Type: application/json' \
    -d '{"supermarket_id":"sp1","user_id":"u7","items":["GR1","SR1","GR1","GR1","CF1"]}'
    'bin/supermarket console' prints a link to its live console.
    """
        .formatted(endpoint);
  }
}
