package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.Scan;

/** Prices that are looked up without a basket. */
class LookUpsTest {

  private final FakePriceBook priceBook =
      new FakePriceBook()
          .with("TEA", "EUR 3.00")
          .named("TEA", "Tea", "", "")
          .named("GONE", "Without a strategy", "", "")
          .scanned("4006381333931", new Scan.Found("TEA"))
          .scanned("tea345", new Scan.Weighed("TEA", new Weight(345)))
          .scanned("tea99", new Scan.Labelled("TEA", Money.parse("EUR 0.99")))
          .scanned("4006381333932", new Scan.Misread("wrong check digit"));

  private BasketReply reply(String store, LookUp lookUp) throws InterruptedException {
    return new Pricing(
            priceBook, new DirectProductWorkers(), FakePriceBook.TOTALS, InstantSource.system())
        .price(
            BasketRequest.of("r", new UserId(store, "nobody"), lookUp, new Deadline(Baskets.FAR)))
        .reply();
  }

  private Reason refused(String scanned) throws InterruptedException {
    return ((BasketReply.Rejected) reply("s", new LookUp.One(scanned))).reason();
  }

  @Test
  void aProductIsFoundByWhateverItIsScannedBy() throws InterruptedException {
    for (String scanned : List.of("TEA", "4006381333931", "tea345", "tea99")) {
      assertThat(reply("s", new LookUp.One(scanned)))
          .isInstanceOfSatisfying(
              BasketReply.Tags.class,
              tags -> {
                assertThat(tags.tags()).extracting(PriceTag::name).containsExactly("Tea");
                assertThat(tags.tags().getFirst().now().unitPrice())
                    .isEqualTo(Money.parse("EUR 3.00"));
              });
    }
  }

  @Test
  void whatCannotBeSoldIsRefusedWithItsReason() throws InterruptedException {
    assertThat(refused("NONE")).isEqualTo(Reason.PRODUCT_NOT_FOUND);
    assertThat(refused("4006381333932")).isEqualTo(Reason.MISREAD);
    assertThat(refused("GONE")).isEqualTo(Reason.STRATEGY_NOT_FOUND);
    assertThat(reply(FakePriceBook.UNKNOWN, new LookUp.One("TEA")))
        .isInstanceOfSatisfying(
            BasketReply.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.STORE_NOT_FOUND));
  }

  @Test
  void pagesHaveAllProductsOnceInTheirOrder() throws InterruptedException {
    List<String> codes =
        IntStream.range(0, 2 * LookUp.Page.MOST + 1)
            .mapToObj(number -> "P%04d".formatted(number))
            .toList();
    codes.forEach(code -> priceBook.named(code, code, "", ""));
    List<String> found = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String after = "P";
    do {
      BasketReply.Tags page = (BasketReply.Tags) reply("s", new LookUp.Page(after));
      page.tags().forEach(tag -> found.add(tag.product()));
      sizes.add(page.tags().size());
      after = page.next();
    } while (!after.isEmpty());
    codes = new ArrayList<>(codes);
    codes.add("TEA");
    assertThat(found).isEqualTo(codes);
    assertThat(sizes).containsExactly(LookUp.Page.MOST, LookUp.Page.MOST, 2);
    assertThat(reply("s", new LookUp.Page("Z"))).isEqualTo(new BasketReply.Tags(List.of(), ""));
  }

  @Test
  void aProductThatCannotBePricedSaysWhyOnItsPage() throws InterruptedException {
    BasketReply.Tags page = (BasketReply.Tags) reply("s", new LookUp.Page(""));
    assertThat(page.tags()).extracting(PriceTag::product).containsExactly("GONE", "TEA");
    assertThat(page.tags().getFirst().now().flaw()).contains("no product GONE");
  }
}
