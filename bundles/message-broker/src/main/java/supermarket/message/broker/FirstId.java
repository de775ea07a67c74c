package supermarket.message.broker;

import org.apache.activemq.util.IdGenerator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Has ActiveMQ make its first id before anybody needs one. Its {@code IdGenerator} looks up the
 * name of the machine and sleeps for 100 ms then, once in a process; meanwhile other bundles start.
 */
@Component(
    immediate = true,
    service = {})
public final class FirstId {

  /** For Declarative Services. */
  @Activate
  public FirstId() {
    Thread.ofPlatform()
        .daemon()
        .name("broker-first-id")
        .start(() -> new IdGenerator().generateId());
  }
}
