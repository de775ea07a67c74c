package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.WorkerStatus;

/** A basket server with workers that do nothing. */
final class FakeServer implements ServerControl {

  private final String name;
  final List<WorkerStatus> workers = new ArrayList<>();

  FakeServer(String name) {
    this.name = name;
  }

  FakeServer with(String supermarket, String user, int waiting, long ageSeconds) {
    workers.add(
        new WorkerStatus(
            new UserId(supermarket, user), waiting, "r-" + user, ageSeconds * 1_000_000_000L));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ServerStatus status() {
    return new ServerStatus(name, 4, 1000, 12345, 67, 1, workers);
  }

  @Override
  public boolean kill(UserId user) {
    return workers.removeIf(each -> each.user().equals(user));
  }
}
