package supermarket.library.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.operation.InvalidSetting;

class HostsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LocalHost:80", "127.0.0.1", "127.8.9.1:8080", "[::1]", "[::1]:80"})
  void onLoopbackTheNamesOfLoopbackAreServed(String host) {
    for (String address : List.of("127.0.0.1", "localhost", "::1")) {
      assertThat(Hosts.of(List.of(), address)).matches(hosts -> allows(hosts, host));
    }
    assertThat(Hosts.of(List.of("shop.example"), "0.0.0.0")).matches(hosts -> allows(hosts, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127evil",
        "10.0.0.1",
        "[2001:db8::1]",
        ""
      })
  void onLoopbackNoOthersAre(String host) {
    assertThat(Hosts.of(List.of(), "127.0.0.1")).matches(hosts -> !allows(hosts, host));
    assertThat(Hosts.of(List.of("shop.example"), "0.0.0.0")).matches(hosts -> !allows(hosts, host));
    assertThat(Hosts.of(List.of("*"), "127.0.0.1")).matches(hosts -> allows(hosts, host));
    assertThat(Hosts.of(List.of(), "0.0.0.0")).matches(hosts -> allows(hosts, host));
  }

  @Test
  void thoseThatAreConfiguredAreServed() {
    Hosts hosts = Hosts.of(List.of("Shop.example", "10.0.0.5", "2001:db8::1"), "127.0.0.1");

    for (String host : List.of("shop.EXAMPLE:443", "10.0.0.5:80", "[2001:DB8:0::1]:8080")) {
      assertThat(allows(hosts, host)).as(host).isTrue();
    }
    assertThat(allows(hosts, "www.shop.example")).isFalse();
  }

  @Test
  void refusesAConfigurationThatIsNone() {
    assertThatThrownBy(() -> Hosts.of(List.of("http://shop.example/"), "127.0.0.1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("hosts must be names or addresses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1", "[zz]", "a b", "a:", "a:0", "a:65536", "[::1]x", "a/b"})
  void whatIsNoHostIsMalformed(String host) {
    assertThat(Hosts.of("*", "127.0.0.1").judge(host)).isEqualTo(Hosts.Verdict.MALFORMED);
  }

  @Test
  void aConfigurationIsAListWithCommas() {
    Hosts hosts = Hosts.of(" shop.example , 10.0.0.5,", "127.0.0.1");
    assertThat(allows(hosts, "shop.example")).isTrue();
    assertThat(allows(hosts, "10.0.0.5")).isTrue();
    assertThat(allows(hosts, "10.0.0.6")).isFalse();
  }

  private static boolean allows(Hosts hosts, String host) {
    Hosts.Verdict verdict = hosts.judge(host);
    assertThat(verdict).isNotEqualTo(Hosts.Verdict.MALFORMED);
    return verdict == Hosts.Verdict.SERVED;
  }
}
