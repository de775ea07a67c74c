package supermarket.basket.server;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketServer;
import supermarket.basket.api.basket.UserWorkers;
import supermarket.basket.api.basket.UserWorkers.UserWorker;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.WorkerStatus;
import supermarket.library.text.Printable;

/**
 * One basket server: admits baskets within its bounds, hands each to its user's worker, and
 * replaces workers that end.
 *
 * <p>Thread safety: any thread may price; the map of workers is changed for one user at a time, by
 * {@code compute}.
 */
@Component(
    configurationPid = "supermarket.basket.server",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PartitionServer implements BasketServer, ServerControl, UserWorkers.Supervisor {

  /** Factory configuration {@code supermarket.basket.server}: each is one basket server. */
  @interface Config {
    /** The server's name, unique in a node. */
    String name() default "";

    /** Baskets that may be admitted and not yet answered. */
    int max_in_flight() default 4_096;

    /** Milliseconds that baskets in flight have to be answered when the server stops. */
    long stop_timeout_ms() default 5_000;
  }

  private static final Logger LOG = LoggerFactory.getLogger(PartitionServer.class);

  private final String name;
  private final Places places;
  private final long stopTimeoutMillis;
  private final UserWorkers userWorkers;
  private final LongSupplier clock;
  private final ConcurrentMap<UserId, UserWorker> workers = new ConcurrentHashMap<>();
  private final LongAdder priced = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder died = new LongAdder();

  /** Called by Declarative Services. */
  @Activate
  public PartitionServer(Config config, @Reference UserWorkers userWorkers) {
    this(Settings.of(config), userWorkers, System::nanoTime);
  }

  PartitionServer(Settings settings, UserWorkers userWorkers, LongSupplier clock) {
    this.name = settings.name();
    this.places = new Places(settings.maxInFlight());
    this.stopTimeoutMillis = settings.stopTimeout().toMillis();
    this.userWorkers = userWorkers;
    this.clock = clock;
  }

  /** Refuses new baskets and waits, for a bounded time, until those in flight are answered. */
  @Deactivate
  void stop() throws InterruptedException {
    if (!places.drain(stopTimeoutMillis)) {
      LOG.warn("basket server {} stops with {} baskets unanswered", name, places.inFlight());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void price(BasketCall call) {
    if (call.request().deadline().passed(clock.getAsLong())) {
      refuse(call, Reason.TIMEOUT, "the deadline passed before a basket server saw the basket");
    } else if (!places.enter()) {
      refuse(call, Reason.OVERLOADED, "basket server " + name + " has all the baskets it can hold");
    } else {
      admit(new BasketCall(call.request(), answer -> leave(call, answer)));
    }
  }

  private void refuse(BasketCall call, Reason reason, String detail) {
    rejected.increment();
    call.answer().accept(Answer.rejected(reason, detail, name));
  }

  private void leave(BasketCall call, Answer answer) {
    places.leave();
    switch (answer.reply()) {
      case BasketReply.Priced _ -> priced.increment();
      case BasketReply.Rejected _ -> rejected.increment();
      case BasketReply.Tags _ -> {} // no basket
    }
    call.answer().accept(answer);
  }

  private void admit(BasketCall admitted) {
    boolean[] full = {false};
    try {
      workers.compute(
          admitted.request().owner(),
          (user, worker) -> {
            if (worker != null) {
              switch (worker.deliver(admitted)) {
                case ACCEPTED -> {
                  return worker;
                }
                case FULL -> {
                  full[0] = true;
                  return worker;
                }
                case ENDED -> {}
              }
            }
            return userWorkers.start(user, name, admitted, this);
          });
    } catch (IllegalStateException stopping) {
      overloaded(admitted, "the node is stopping; try again");
      return;
    }
    if (full[0]) {
      overloaded(admitted, "the user has too many baskets waiting already");
    }
  }

  private void overloaded(BasketCall admitted, String detail) {
    admitted.answer().accept(Answer.rejected(Reason.OVERLOADED, detail, name));
  }

  @Override
  public void ended(UserWorker worker) {
    workers.remove(worker.status().user(), worker);
  }

  @Override
  public void died(UserWorker worker, BasketRequest request, Throwable cause) {
    died.increment();
    UserId user = worker.status().user();
    LOG.warn(
        "user worker died and is replaced: supermarket=\"{}\" user=\"{}\" server={} request={}"
            + " cause=\"{}\"",
        Printable.of(user.supermarket(), 128),
        Printable.of(user.user(), 128),
        name,
        Printable.of(request.id(), 128),
        Printable.of(cause.toString(), 200));
    LOG.debug("user worker died", cause);
  }

  @Override
  public boolean kill(UserId user) {
    UserWorker worker = workers.get(user);
    if (worker == null) {
      return false;
    }
    worker.kill();
    return true;
  }

  @Override
  public ServerStatus status() {
    List<WorkerStatus> now =
        workers.values().stream()
            .map(UserWorker::status)
            .sorted(Comparator.comparingLong(WorkerStatus::ageNanos).reversed())
            .toList();
    return new ServerStatus(
        name, places.inFlight(), places.limit(), priced.sum(), rejected.sum(), died.sum(), now);
  }
}
