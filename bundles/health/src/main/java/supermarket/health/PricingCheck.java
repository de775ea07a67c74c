package supermarket.health;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketBroker;

/**
 * Whether an empty basket comes back priced from a user worker, over the way of all baskets. A node
 * that only prices the baskets of others sends none.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = {HealthCheck.NAME + "=pricing", HealthCheck.TAGS + "=ready"})
public final class PricingCheck implements HealthCheck {

  /** As long as the gateway gives its own. */
  static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final Duration GRACE = Duration.ofMillis(500);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable BasketBroker broker;

  private final boolean sendsBaskets;

  /** Called by Declarative Services. */
  @Activate
  public PricingCheck(BundleContext context) {
    this(!"basket".equals(context.getProperty("supermarket.role")));
  }

  PricingCheck(boolean sendsBaskets) {
    this.sendsBaskets = sendsBaskets;
  }

  @Override
  public Result execute() {
    if (!sendsBaskets) {
      return new Result(Result.Status.OK, "this node prices what gateways send, and sends none");
    }
    BasketBroker present = broker;
    if (present == null) {
      return new Result(Result.Status.CRITICAL, "there is no way to the basket servers");
    }
    // No store can name this one; another one each time, so that none waits for another.
    UserId nobody = new UserId("", "health " + UUID.randomUUID());
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    present.price(
        List.of(
            new BasketCall(
                new BasketRequest(
                    "health", nobody, List.of(), Deadline.after(DEADLINE, System.nanoTime())),
                answered::complete)));
    try {
      return judge(answered.get(DEADLINE.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new Result(Result.Status.CRITICAL, "no answer came: was the message broker stopped?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(Result.Status.CRITICAL, "it was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it with an exception", e);
    }
  }

  private static Result judge(Answer answer) {
    return switch (answer.reply()) {
      case Priced _ ->
          new Result(Result.Status.OK, "an empty basket was priced by " + answer.server());
      case Tags _ -> throw new IllegalStateException("the answer is that to a look-up");
      case Rejected rejected ->
          switch (rejected.reason()) {
            // Nobody has no store, and baskets of unknown stores are refused: an edition answered.
            case STORE_NOT_FOUND ->
                new Result(Result.Status.OK, "a basket was answered by " + answer.server());
            case OVERLOADED ->
                new Result(Result.Status.WARN, "there is more to do than can be done in time");
            default ->
                new Result(
                    Result.Status.CRITICAL, rejected.reason().word() + ": " + rejected.detail());
          };
    };
  }
}
