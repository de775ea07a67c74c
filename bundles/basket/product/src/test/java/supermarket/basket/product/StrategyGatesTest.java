package supermarket.basket.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import supermarket.basket.api.StrategyId;

class StrategyGatesTest {

  private final StrategyGates gates = new StrategyGates(4);

  @Test
  void aQuarantineIsForgottenWithItsStrategy() {
    gates.deployed(7);
    assertThat(gates.gate(new StrategyId("rule", "1.0.0", 7)).close("stuck")).isTrue();
    assertThat(gates.quarantined()).hasSize(1);

    gates.undeployed(7);

    assertThat(gates.quarantined()).isEmpty();
    assertThat(gates.gate(new StrategyId("rule", "1.0.0", 8)).quarantine())
        .as("the next deployment starts afresh")
        .isNull();
  }

  @Test
  void whatABasketAskedForAfterTheStrategyHadGoneDoesNotStay() {
    gates.gate(new StrategyId("gone", "1.0.0", 3)).close("stuck");
    gates.deployed(4);

    gates.undeployed(4);

    assertThat(gates.quarantined()).isEmpty();
  }

  @Test
  void onlyTheFirstFailureOfAKindIsNewsAndKindsAreBounded() {
    StrategyGate gate = gates.gate(new StrategyId("rule", "1.0.0", 1));

    assertThat(gate.isNews("a")).isTrue();
    assertThat(gate.isNews("a")).isFalse();
    for (int i = 0; i < 1_000; i++) {
      gate.isNews("kind " + i);
    }
    assertThat(gate.isNews("one more")).isFalse();
  }
}
