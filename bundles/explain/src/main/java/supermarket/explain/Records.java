package supermarket.explain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketObserver;
import supermarket.basket.api.operation.BasketRecords;
import supermarket.basket.api.operation.RecordedBasket;

/**
 * Remembers baskets with their lines, and those that failed. Failures have room of their own: a
 * storm of baskets does not push them out, nor they those that are priced.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    immediate = true,
    service = {BasketObserver.class, BasketRecords.class})
public final class Records implements BasketObserver, BasketRecords {

  /** Baskets and their lines together: some ten megabytes. */
  static final int ROOM = 50_000;

  static final int FAILURES = 2_000;

  /** So many characters of what was wrong are kept: it may name each product of a large basket. */
  static final int LONGEST = 1_000;

  /** So many that have one id are told. */
  private static final int MOST_OF_AN_ID = 10;

  private final Kept priced = new Kept(ROOM);
  private final Kept failures = new Kept(FAILURES);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable BasketBroker broker;

  @Override
  public void answered(AnsweredBasket basket) {
    remember(basket);
  }

  @Override
  public void remember(AnsweredBasket basket) {
    if (basket.total() == null) {
      failures.add(new RecordedBasket(Instant.now(), basket.cut(LONGEST)));
    } else if (basket.priced() != null) {
      priced.add(new RecordedBasket(Instant.now(), basket));
    }
  }

  @Override
  public List<RecordedBasket> find(String id) {
    return Stream.of(priced, failures)
        .flatMap(each -> each.find(one -> one.basket().id().equals(id), MOST_OF_AN_ID).stream())
        .sorted(Comparator.comparing(RecordedBasket::when).reversed())
        .limit(MOST_OF_AN_ID)
        .toList();
  }

  @Override
  public List<RecordedBasket> failed(int most) {
    return failures.find(each -> true, most);
  }

  @Override
  public Map<String, String> rules(RecordedBasket basket) throws InterruptedException {
    Priced lines = basket.basket().priced();
    BasketBroker present = broker;
    return lines == null || present == null
        ? Map.of()
        : new RuleWords(present)
            .of(basket.basket().owner().supermarket(), basket.basket().revision(), lines.lines());
  }
}
