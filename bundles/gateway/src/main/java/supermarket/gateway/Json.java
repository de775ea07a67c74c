package supermarket.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;

/** How this bundle uses Jackson. */
final class Json {

  /**
   * Longest string in a body, in characters. Only members that are ignored or refused can be as
   * long.
   */
  private static final int LONGEST_STRING = 1 << 20;

  static final int DEEPEST_NESTING = 64;

  /**
   * Nothing a client sends is interned, and no table of member names outlives its request. Thread
   * safety: shared by all.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_STRING)
                  .maxNestingDepth(DEEPEST_NESTING)
                  .build())
          .build();

  private Json() {}
}
