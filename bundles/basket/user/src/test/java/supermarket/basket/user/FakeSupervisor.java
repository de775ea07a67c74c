package supermarket.basket.user;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.basket.UserWorkers.Supervisor;
import supermarket.basket.api.basket.UserWorkers.UserWorker;

/** Remembers what it was told. */
final class FakeSupervisor implements Supervisor {

  final AtomicInteger ended = new AtomicInteger();
  final List<String> died = new CopyOnWriteArrayList<>();
  final List<Throwable> causes = new CopyOnWriteArrayList<>();

  @Override
  public void ended(UserWorker worker) {
    ended.incrementAndGet();
  }

  @Override
  public void died(UserWorker worker, BasketRequest request, Throwable cause) {
    died.add(request.id());
    causes.add(cause);
  }
}
