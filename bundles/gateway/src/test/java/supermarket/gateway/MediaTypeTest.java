package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "application/json ; Charset=\"utf-8\"",
        "application/json; profile=basket; charset=utf8",
        "application/json;",
      })
  void acceptsJsonInUtf8(String header) {
    assertThat(MediaType.isJson(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "text/json",
        "application/jsonp",
        "application/x-www-form-urlencoded",
        "application/problem+json",
        "application/json; charset=iso-8859-1",
        "application/json; charset=utf-16",
        "application/json; charset=",
        "application/json; charset=\"",
        "application/json; charset=utf-8; charset=utf-16",
        "application/json; nonsense",
      })
  void refusesAllElse(String header) {
    assertThat(MediaType.isJson(header)).isFalse();
  }
}
