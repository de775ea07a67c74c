package supermarket.basket.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketQueue;
import supermarket.basket.api.basket.BasketServer;

class BasketManagerTest {

  private final Map<String, Consumer<BasketCall>> consumers = new HashMap<>();
  private final BasketQueue queue =
      (consumer, handler) -> {
        consumers.put(consumer, handler);
        return () -> consumers.remove(consumer);
      };
  private final BasketManager manager = new BasketManager(queue);

  private static final class Server implements BasketServer {
    private final String name;
    private final List<BasketCall> calls = new ArrayList<>();

    private Server(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void price(BasketCall call) {
      calls.add(call);
    }
  }

  @Test
  void eachServerHasAConsumerOfItsOwnWhileItIsThere() {
    Server one = new Server("one");
    Server two = new Server("two");
    manager.addServer(one);
    manager.addServer(two);
    BasketCall call =
        new BasketCall(
            new BasketRequest("r", new UserId("s", "u"), List.of(), new Deadline(1)), answer -> {});

    consumers.get("two").accept(call);

    assertThat(one.calls).isEmpty();
    assertThat(two.calls).containsExactly(call);

    manager.removeServer(two);
    assertThat(consumers).containsOnlyKeys("one");
  }

  @Test
  void stoppingEndsAllConsumers() {
    manager.addServer(new Server("one"));
    manager.addServer(new Server("two"));

    manager.stop();

    assertThat(consumers).isEmpty();
  }
}
