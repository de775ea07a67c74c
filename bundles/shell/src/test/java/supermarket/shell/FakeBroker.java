package supermarket.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.DeadLetter;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;

/** A broker that keeps what it is sent and answers as it is told. */
final class FakeBroker implements BasketBroker, Cluster {

  final List<BasketRequest> requests = new ArrayList<>();
  Consumer<BasketCall> behaviour = call -> call.answer().accept(answer(priced()));

  static Answer answer(BasketReply reply) {
    return new Answer(reply, "server-2", new RevisionId("c", 12), 100_000, 2_500_000);
  }

  static BasketReply priced() {
    return new BasketReply.Priced(
        FakeCatalogue.eur("17.45"),
        List.of(
            new PricedLine(
                "GR1",
                3,
                FakeCatalogue.eur("3.11"),
                FakeCatalogue.eur("6.22"),
                "buy-one-get-one-free",
                "1.0.0"),
            new PricedLine(
                "CF1",
                1,
                FakeCatalogue.eur("11.23"),
                FakeCatalogue.eur("11.23"),
                "bulk-discount",
                "1.0.0")));
  }

  List<PartitionShare> shares =
      List.of(
          new PartitionShare("basket-1/s1", 683, 1024),
          new PartitionShare("basket-1/s2", 341, 1024));

  void rejects(Reason reason, String detail) {
    behaviour = call -> call.answer().accept(answer(new BasketReply.Rejected(reason, detail)));
  }

  @Override
  public void price(List<BasketCall> calls) {
    for (BasketCall call : calls) {
      requests.add(call.request());
      behaviour.accept(call);
    }
  }

  @Override
  public BrokerStatus brokers() {
    return new BrokerStatus(
        List.of(
            new BrokerStatus.Connection("tcp://a:1", true),
            new BrokerStatus.Connection("tcp://b:1", false)),
        5,
        4,
        3,
        2,
        1);
  }

  @Override
  public List<NodeStatus> nodes() {
    return List.of(
        new NodeStatus(
            "basket-1",
            "basket",
            List.of("s1", "s2"),
            List.of("tcp://a:1"),
            12_000_000,
            Map.of("revision", "57", "strategies", "0a1b2c3d")),
        new NodeStatus("gateway-1", "gateway", List.of(), List.of("tcp://a:1"), 0, Map.of()));
  }

  @Override
  public List<PartitionShare> partitions() {
    return shares;
  }

  @Override
  public List<DeadLetter> deadLetters(int most) {
    return List.of(
            new DeadLetter(
                Instant.parse("2026-01-02T03:04:05.678Z"),
                "tcp://a:1",
                "basket-1",
                "request",
                "it is not CBOR",
                3,
                "010203"))
        .subList(0, Math.min(most, 1));
  }
}
