package supermarket.basket.user;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.pricing.api.CostContract;

/**
 * Prices one basket with one edition: finds what there is for each product, lets the product
 * workers price the lines, and adds them up, with deposits and taxes.
 *
 * <p>Thread safety: immutable; any thread.
 */
final class Pricing {

  /** All products are named in their own list; a thousand sentences would help nobody. */
  private static final int MOST_DETAILS = 10;

  private static final long SMALL_QUANTITY = 10_000_000;

  /** In digits. */
  private static final int SMALL_PRICE = 8;

  private final PriceBook priceBook;
  private final ProductWorkers productWorkers;
  private final Totals totals;
  private final InstantSource clock;

  Pricing(PriceBook priceBook, ProductWorkers productWorkers, Totals totals, InstantSource clock) {
    this.priceBook = priceBook;
    this.productWorkers = productWorkers;
    this.totals = totals;
    this.clock = clock;
  }

  /** What became of a basket, and by which revision. */
  record Result(BasketReply reply, RevisionId revision) {}

  Result price(BasketRequest request) throws InterruptedException {
    List<String> products = products(request);
    try (Edition edition =
        priceBook.pin(products, request.revision(), request.deadline().nanoTime())) {
      RevisionId revision = edition.revision();
      return new Result(reply(request, edition), revision);
    }
  }

  private List<String> products(BasketRequest request) throws InterruptedException {
    if (request.lookUp() != null) {
      return LookUps.products(request, request.lookUp(), priceBook, instant(request));
    }
    List<String> products = new ArrayList<>(request.items().size());
    request.items().forEach(item -> products.add(item.product()));
    return products;
  }

  /** All lines have the prices of one edition at one instant. */
  private BasketReply reply(BasketRequest request, Edition edition) throws InterruptedException {
    if (edition.revision().isBefore(request.revision())) {
      return behind(edition.revision(), request.revision());
    }
    Optional<Quotes> quotes = edition.quotes(request.owner(), instant(request));
    if (quotes.isEmpty()) {
      return storeNotFound();
    }
    LookUp lookUp = request.lookUp();
    return lookUp == null ? price(request, quotes.get()) : LookUps.reply(lookUp, quotes.get());
  }

  /** One that waits for its worker over midnight has the prices of when it was sent. */
  private Instant instant(BasketRequest request) {
    Instant at = request.facts().at();
    return at == null ? clock.instant() : at;
  }

  private static BasketReply storeNotFound() {
    return new BasketReply.Rejected(
        Reason.STORE_NOT_FOUND,
        "the chain has no store of this id, and others are refused: supermarket_id, or store",
        List.of());
  }

  private BasketReply price(BasketRequest request, Quotes quotes) throws InterruptedException {
    if (request.items().isEmpty()) {
      return totals.ofNothing(request.facts(), quotes);
    }
    Scanned scanned = Scanned.of(request.items(), quotes);
    if (!scanned.failures().isEmpty()) {
      return rejected(scanned.failures());
    }
    List<Item> items = scanned.items();
    List<Offer.Available> offers = new ArrayList<>(items.size());
    List<LineResult.Failed> missing = new ArrayList<>(0);
    for (Item item : items) {
      switch (quotes.offer(item.product())) {
        case Offer.Available available -> offers.add(available);
        case Offer.Unavailable(String why) ->
            missing.add(new LineResult.Failed(item.product(), Reason.STRATEGY_NOT_FOUND, why));
      }
    }
    if (!missing.isEmpty()) {
      return rejected(missing);
    }
    Set<String> otherwise = soldOtherwise(items, offers);
    if (!otherwise.isEmpty()) {
      return soldOtherwise(otherwise);
    }
    Deposits deposits = Deposits.of(scanned, quotes);
    if (!deposits.failures().isEmpty()) {
      return rejected(deposits.failures());
    }
    if (Currencies.areMixed(offers, deposits)) {
      return Currencies.mixed(items, offers, deposits);
    }
    Set<String> tooLarge = tooLarge(items, offers);
    if (!tooLarge.isEmpty()) {
      return new BasketReply.Rejected(
          Reason.TOO_LARGE,
          "the quantity times the price of a product is too large",
          List.copyOf(tooLarge));
    }
    List<LineResult> results = productWorkers.price(scanned.of(request), offers);
    return total(results, scanned, deposits.lines(), request, quotes);
  }

  /** The products that are sold by weight and were counted, or the other way round. */
  private static Set<String> soldOtherwise(List<Item> items, List<Offer.Available> offers) {
    Set<String> products = new LinkedHashSet<>(0);
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (!item.fits(offers.get(i).soldBy())) {
        products.add(item.product());
      }
    }
    return products;
  }

  private static BasketReply soldOtherwise(Set<String> products) {
    return new BasketReply.Rejected(
        Reason.WRONG_MEASURE,
        "products that are sold by weight need 'weight', in kilograms, and others 'quantity'; these"
            + " have the other one",
        List.copyOf(products));
  }

  private static BasketReply behind(RevisionId here, RevisionId before) {
    return new BasketReply.Rejected(
        Reason.BEHIND,
        "this basket server has revision %d, and the user was priced with %d before; try again"
            .formatted(here.number(), before.number()));
  }

  private BasketReply total(
      List<LineResult> results,
      Scanned scanned,
      List<PricedLine> deposits,
      BasketRequest request,
      Quotes quotes)
      throws InterruptedException {
    List<PricedLine> lines = new ArrayList<>(results.size() + deposits.size());
    List<LineResult.Failed> failures = new ArrayList<>(0);
    for (LineResult result : results) {
      switch (result) {
        case LineResult.Priced(PricedLine line) -> lines.add(scanned.onReceipt(line, lines.size()));
        case LineResult.Failed failed -> failures.add(failed);
      }
    }
    if (!failures.isEmpty()) {
      return rejected(failures);
    }
    lines.addAll(deposits);
    return totals.of(lines, request, quotes);
  }

  /** The products that cost more than an amount may be, as far as their prices say. */
  private static Set<String> tooLarge(List<Item> items, List<Offer.Available> offers) {
    Set<String> products = new LinkedHashSet<>(0);
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      Money price = offers.get(i).pricePerPiece(item);
      // No multiplication for what is below 10^15 in any case.
      boolean small =
          item.quantity() < SMALL_QUANTITY && price.getAmount().precision() <= SMALL_PRICE;
      if (!small && CostContract.isTooLarge(price.multipliedBy(item.quantity()))) {
        products.add(item.product());
      }
    }
    return products;
  }

  /** The gravest reason decides; the products that have it are named. */
  private static BasketReply rejected(List<LineResult.Failed> failures) {
    Reason reason =
        failures.stream().map(LineResult.Failed::reason).min(Reason.GRAVEST_FIRST).orElseThrow();
    List<LineResult.Failed> decisive =
        failures.stream().filter(failed -> failed.reason() == reason).toList();
    String detail =
        decisive.stream()
            .map(LineResult.Failed::detail)
            .distinct()
            .limit(MOST_DETAILS)
            .collect(Collectors.joining("; "));
    return new BasketReply.Rejected(
        reason, detail, decisive.stream().map(LineResult.Failed::product).distinct().toList());
  }
}
