package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketBroker;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.BrokerStatus;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;

/** A broker that keeps what it is sent and answers as it is told. */
final class FakeBroker implements BasketBroker {

  final List<BasketRequest> requests = new ArrayList<>();
  Consumer<BasketCall> behaviour = call -> call.answer().accept(answer(priced()));

  static Answer answer(BasketReply reply) {
    return new Answer(reply, "server-2", 100_000, 2_500_000);
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
  public BrokerStatus status() {
    return new BrokerStatus("vm://supermarket", true, 3, 2, 1);
  }
}
