package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.TraceContext;

/** The cases of the W3C's own tests of Trace Context that a header can be. */
class TraceContextTest {

  private static final String TRACE = "12345678901234567890123456789012";
  private static final String SPAN = "1234567890123456";
  private static final String IDS = TRACE + "-" + SPAN;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + IDS + "-01",
        // Later versions.
        "cc-" + IDS + "-01",
        "cc-" + IDS + "-01-what-the-future-will-be-like",
        "fe-" + IDS + "-01-",
        // A flag that has no meaning yet.
        "00-" + IDS + "-09",
        "00-" + IDS + "-ff",
      })
  void readsWhatIsSampled(String header) {
    TraceContext read = TraceContext.of(header);

    assertThat(read).isNotNull();
    assertThat(read.traceId()).isEqualTo(TRACE);
    assertThat(read.spanId()).isEqualTo(SPAN);
    assertThat(read.isSampled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02", "fe", "10"})
  void readsWhatIsNotSampled(String flags) {
    assertThat(TraceContext.of("00-" + IDS + "-" + flags))
        .isNotNull()
        .matches(read -> !read.isSampled());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "00",
        "00-" + IDS,
        "00-" + IDS + "-",
        "00-" + IDS + "-1",
        // Of version 00 there is no more.
        "00-" + IDS + "-01-",
        "00-" + IDS + "-01-what-the-future-will-be-like",
        "00-" + IDS + "-011",
        // Later ones have a dash before what is new.
        "cc-" + IDS + "-01.what-the-future-will-be-like",
        "cc-" + IDS + "-0100",
        // Versions.
        "ff-" + IDS + "-01",
        ".0-" + IDS + "-01",
        "0.-" + IDS + "-01",
        "0-" + IDS + "-001",
        "000-" + IDS + "-1",
        "CC-" + IDS + "-01",
        // Trace ids.
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-.2345678901234567890123456789012-" + SPAN + "-01",
        "00-1234567890123456789012345678901.-" + SPAN + "-01",
        "00-1234567890123456789012345678901-" + SPAN + "0-01",
        "00-123456789012345678901234567890123-" + SPAN + "-01",
        "00-ABCDEF78901234567890123456789012-" + SPAN + "-01",
        "00-1234567890123456789012345678901\n-" + SPAN + "-01",
        // Span ids.
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-123456789012345.-01",
        "00-" + TRACE + "-123456789012345-001",
        "00-" + TRACE + "-12345678901234567-01",
        "00-" + TRACE + "-ABCDEF7890123456-01",
        // Flags.
        "00-" + IDS + "-.0",
        "00-" + IDS + "-0.",
        "00-" + IDS + "-0F",
        "00-" + IDS + "-+1",
        // Dashes.
        "00_" + IDS + "-01",
        "00-" + TRACE + "_" + SPAN + "-01",
        "00-" + IDS + "_01",
        " 00-" + IDS + "-01",
        "00-" + IDS + "-01 ",
        "00-" + IDS + "-01, 00-" + IDS + "-01",
        "００-" + IDS + "-01",
      })
  void readsNothingElse(String header) {
    assertThat(TraceContext.of(header)).isNull();
  }

  @Test
  void isWrittenInVersion00WithTheFlagsThatAreKnown() {
    assertThat(TraceContext.of("00-" + IDS + "-01")).hasToString("00-" + IDS + "-01");
    assertThat(TraceContext.of("cc-" + IDS + "-ff-more")).hasToString("00-" + IDS + "-03");
    assertThat(TraceContext.of("00-" + IDS + "-0c")).hasToString("00-" + IDS + "-00");
  }

  @Test
  void isMadeOfIdsOnly() {
    assertThat(TraceContext.of("00-" + IDS + "-03").within("00000000000000ab"))
        .hasToString("00-" + TRACE + "-00000000000000ab-03");
    assertThatIllegalArgumentException().isThrownBy(() -> new TraceContext(TRACE, "12", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TraceContext(TRACE + "0", SPAN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceContext(TRACE, "0000000000000000", 1));
  }
}
