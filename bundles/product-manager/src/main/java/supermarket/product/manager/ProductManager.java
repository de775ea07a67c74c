package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.ProductWorkers;
import supermarket.basket.api.ProductWorkers.Quarantined;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.catalogue.StrategyId;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;
import supermarket.library.files.FileTrouble;
import supermarket.library.vital.VitalTask;
import supermarket.pricing.api.PricingStrategy;
import supermarket.product.manager.Rules.Order;

/**
 * Keeps the catalogue and the live strategies, and publishes an edition whenever one of them
 * changes.
 *
 * <p>The price book is offered as a service as soon as there is a catalogue, and then for good:
 * what comes after a good catalogue takes its place only if it is good too.
 *
 * <p>Thread safety: baskets pin editions without a lock. Changes, from the service registry, the
 * catalogue's file and the operator, are made one after another under this object's monitor.
 */
@Component(
    configurationPid = "supermarket.product.manager",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = {Catalogue.class, Stage.class, Health.class})
public final class ProductManager implements PriceBook, Catalogue, Stage, Health {

  /** Configuration {@code supermarket.product.manager}. */
  @interface Config {
    /** The catalogue's file, absolute or below the runtime's home. */
    String catalogue() default "etc/catalogue.json";

    /** Milliseconds between two looks at the catalogue's file. */
    long poll_ms() default 500;

    /** Milliseconds that a strategy has to make the rule of a product. */
    long rule_timeout_ms() default 1_000;

    /** Milliseconds that a strategy that is leaving is held for baskets that have it pinned. */
    long lease_timeout_ms() default 2_000;

    /** Milliseconds that baskets wait for the successor of a strategy that went. */
    long successor_wait_ms() default 2_000;
  }

  /** The framework property that names the folder relative paths are below. */
  private static final String HOME = "supermarket.home";

  /** The framework property that names the folder for data, which is this node's own. */
  private static final String DATA = "supermarket.data";

  private static final String KEPT = "last-good-catalogue.json";

  /** What is in trouble if something is wrong here. */
  private static final String PART = "catalogue";

  private static final Logger LOG = LoggerFactory.getLogger(ProductManager.class);

  private final CatalogueFile file;
  private final KeptCatalogue kept;
  private final PriceBookDoor door;
  private final Duration poll;
  private final Duration leaseTimeout;
  private final Duration successorWait;
  private final Successors successors = new Successors();
  private final LiveStrategies strategies = new LiveStrategies();
  private final Rules rules;
  private final Editions editions;
  private final Whiteboard whiteboard;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("catalogue-watch").daemon().factory());

  /** Away while the product bundle is: then there are no calls. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable ProductWorkers workers;

  private final AtomicLong overstayers = new AtomicLong();
  private final VitalTask looks =
      new VitalTask("catalogue watch", Trouble.Gravity.WARNING, LOG, this::look);
  private final Told told = new Told();
  private final Changes changes = new Changes();
  private CatalogueText text = CatalogueText.none(CurrencyUnit.EUR);
  private LastGood lastGood = new LastGood(List.of());
  private @Nullable String fileProblem;
  private volatile List<Trouble> troubles = List.of();
  private boolean stopped;

  /** Called by Declarative Services. */
  @Activate
  public ProductManager(Config config, BundleContext context) {
    this(context, Settings.of(config));
  }

  private ProductManager(BundleContext context, Settings settings) {
    this(
        folder(context, HOME).resolve(settings.catalogue()),
        folder(context, DATA).resolve(KEPT),
        new PriceBookDoor(book -> context.registerService(PriceBook.class, book, null)::unregister),
        settings.poll(),
        settings.ruleTimeout(),
        settings.leaseTimeout(),
        settings.successorWait(),
        manager ->
            new Whiteboard(
                context, new Admissions(context.getDataFile("admissions").toPath()), manager));
  }

  ProductManager(
      Path catalogue,
      Path kept,
      PriceBookDoor door,
      Duration poll,
      Duration ruleTimeout,
      Duration leaseTimeout,
      Duration successorWait,
      Function<ProductManager, Whiteboard> whiteboard) {
    this.file = new CatalogueFile(catalogue);
    this.kept = new KeptCatalogue(kept);
    this.door = door;
    this.poll = poll;
    this.leaseTimeout = leaseTimeout;
    this.successorWait = successorWait;
    this.rules = new Rules(new RuleMaker(ruleTimeout));
    this.editions = new Editions(rules);
    this.whiteboard = whiteboard.apply(this);
  }

  private static Path folder(BundleContext context, String property) {
    String path = context.getProperty(property);
    return Path.of(path == null ? "" : path).toAbsolutePath();
  }

  @Activate
  void start() {
    first();
    makeMissingRules();
    offerPriceBook();
    looks.every(poll, watch);
  }

  private synchronized void first() {
    kept.read()
        .ifPresent(
            good -> {
              lastGood = new LastGood(good.products().values());
              text = CatalogueText.none(good.currency());
            });
    try {
      take(file.read());
    } catch (IOException unreadable) {
      fileFails(unreadable);
      publish();
    }
  }

  @Deactivate
  void stop() {
    door.close();
    stopPricing();
  }

  private synchronized void stopPricing() {
    watch.shutdownNow();
    kept.keep(text.currency(), lastGood);
    successors.giveUpAll();
    publish();
    rules.close();
    stopped = true;
  }

  @Override
  public Edition pin(Collection<String> products, long until) throws InterruptedException {
    return editions.pin(products, until);
  }

  /** One look at the catalogue's file. */
  void look() {
    lookAtFile();
    giveUpOnSuccessors();
    makeMissingRules();
    keepAndTell();
    offerPriceBook();
  }

  /**
   * Asks for the rules that are not made yet, and publishes an edition with them. Foreign code runs
   * meanwhile, so no lock is held: whoever changes something else does not wait for it.
   */
  private void makeMissingRules() {
    List<Order> missing = missing(strategies::all);
    if (!missing.isEmpty() && made(missing)) {
      publishAgain();
    }
  }

  private synchronized void publishAgain() {
    publish();
  }

  private synchronized List<Order> missing(Supplier<List<LiveStrategy>> which) {
    List<Product> entries = new ArrayList<>(text.products().values());
    for (Product good : lastGood.all()) {
      if (!good.equals(text.products().get(good.code()))) {
        entries.add(good);
      }
    }
    return rules.missing(which.get(), entries);
  }

  /** Asks for rules; returns false if it is interrupted, or all this is stopping. */
  private boolean made(List<Order> orders) {
    try {
      rules.make(orders);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RejectedExecutionException stopped) {
      return false;
    }
  }

  /** Without the lock: who needs a price book starts on this thread. */
  private void offerPriceBook() {
    if (editions.hasProducts()) {
      door.open(this);
    }
  }

  /** The file is read without the lock: it may be on a disk that hangs. */
  private void lookAtFile() {
    try {
      Optional<CatalogueFile.Found> changed = file.poll();
      if (changed.isPresent()) {
        takeOrTryAgain(changed.get());
      }
    } catch (IOException unreadable) {
      fileFails(unreadable);
    }
  }

  private synchronized void giveUpOnSuccessors() {
    if (!stopped && successors.giveUp(System.nanoTime())) {
      publish();
    }
  }

  private synchronized void keepAndTell() {
    if (!stopped) {
      kept.keep(text.currency(), lastGood);
      told.look(problemsWithin(), !strategies.all().isEmpty());
      report();
    }
  }

  private synchronized void takeOrTryAgain(CatalogueFile.Found found) throws IOException {
    if (stopped || !file.accept(found)) {
      return;
    }
    boolean taken = false;
    try {
      take(found.content());
      taken = true;
    } catch (IOException wrong) {
      taken = true; // it is told, and as wrong the next time
      throw wrong;
    } finally {
      if (!taken) {
        file.readAgain();
      }
    }
  }

  private void take(byte[] content) throws IOException {
    text = CatalogueReader.read(content);
    fileProblem = null;
    Set<String> codes = lastGood.codes(text);
    lastGood.retain(codes);
    changes.retain(codes);
    publish();
    LOG.info("catalogue {} is read: {} products", file, editions.products().size());
  }

  private synchronized void fileFails(IOException why) {
    String problem = file + " " + FileTrouble.words(file.path(), why);
    if (!problem.equals(fileProblem)) {
      fileProblem = problem;
      LOG.error("catalogue {}; {}", problem, inForce());
    }
  }

  /** What is priced with while the file is of no use. */
  private String inForce() {
    if (!text.isRead() && lastGood.all().isEmpty()) {
      return "baskets cannot be priced before there is one";
    }
    return text.isRead()
        ? "the catalogue as it was read before stays in force"
        : "the last good one, kept in " + kept + ", is in force";
  }

  private void publish() {
    if (stopped) {
      return;
    }
    editions.publish(text, lastGood, strategies, successors);
    editions
        .products()
        .forEach(
            (code, product) -> {
              if (editions.offer(code) instanceof Offer.Available) {
                lastGood.learn(product);
              }
            });
    report();
  }

  private void report() {
    List<Trouble> now = new ArrayList<>();
    if (!editions.hasProducts()) {
      now.add(
          new Trouble(
              PART,
              Trouble.Gravity.NOT_READY,
              fileProblem == null
                  ? "no product in " + file + " is written rightly: product:list says why"
                  : fileProblem + "; " + inForce()));
    } else if (fileProblem != null) {
      now.add(new Trouble(PART, Trouble.Gravity.WARNING, fileProblem + "; " + inForce()));
    }
    List<String> products = ProductProblems.of(text, editions, strategies, successors);
    if (!products.isEmpty()) {
      String more =
          products.size() == 1 ? "" : "; and " + (products.size() - 1) + " more: product:list";
      now.add(new Trouble(PART, Trouble.Gravity.WARNING, products.getFirst() + more));
    }
    kept.problem().ifPresent(why -> now.add(new Trouble(PART, Trouble.Gravity.WARNING, why)));
    troubles = List.copyOf(now);
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>(troubles);
    looks.trouble().ifPresent(all::add);
    for (Quarantined each : quarantined()) {
      all.add(
          new Trouble(
              "strategy " + each.strategy(),
              Trouble.Gravity.WARNING,
              "is quarantined: it "
                  + each.reason()
                  + ". Bring a better version, or use strategy:release "
                  + each.strategy().name()));
    }
    return all;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStrategy(ServiceReference<PricingStrategy> reference) {
    whiteboard.came(reference);
  }

  /**
   * Takes out a strategy that leaves; holds it until no basket has it pinned, for a bounded time.
   */
  void removeStrategy(ServiceReference<PricingStrategy> reference) {
    whiteboard.goes(reference);
  }

  @Override
  public void admit(long bundleId, long lastModified, Admission admission) throws IOException {
    whiteboard.admit(bundleId, lastModified, admission);
  }

  @Override
  public Admission admission(long bundleId, long lastModified) {
    return whiteboard.admission(bundleId, lastModified);
  }

  void add(LiveStrategy strategy) {
    if (strategy.id().name().isEmpty()) {
      LOG.warn(
          "a strategy of {} is ignored: it is registered without a name; annotate it with"
              + " @Strategy(\"some-name\")",
          strategy.bundle());
      return;
    }
    List<Order> missing = missing(() -> List.of(strategy));
    // The catalogue may change while it is asked; it comes with all of its rules at once.
    while (!missing.isEmpty() && made(missing)) {
      missing = missing(() -> List.of(strategy));
    }
    LOG.info("strategy {} is there, for {} % of the users", strategy, admit(strategy).percent());
  }

  private synchronized Audience admit(LiveStrategy strategy) {
    strategies.add(strategy);
    if (strategies.isLive(strategy)) {
      successors.came(strategy.id().name());
    }
    publish();
    return strategies.audience(strategy);
  }

  void remove(LiveStrategy strategy) throws InterruptedException {
    List<PinnableEdition> leased;
    synchronized (this) {
      strategies.remove(strategy.id().serviceId());
      // The successor can come only after the leases have ended.
      awaitSuccessor(strategy, leaseTimeout.plus(successorWait));
      publish();
      leased = editions.superseded();
    }
    rules.forget(strategy.id());
    if (Editions.awaitOver(leased, leaseTimeout.toNanos()) > 0) {
      interruptCalls(strategy.id());
    }
    LOG.info("strategy {} is gone", strategy);
    synchronized (this) {
      awaitSuccessor(strategy, successorWait);
    }
  }

  /** The leases of its version have run out. */
  private void interruptCalls(StrategyId strategy) {
    ProductWorkers calls = workers;
    int overstaying = calls == null ? 0 : calls.abandon(strategy);
    overstayers.addAndGet(overstaying);
    LOG.warn(
        "baskets still have strategy {} pinned after {} ms; calls of it that were interrupted: {}",
        strategy,
        leaseTimeout.toMillis(),
        overstaying);
  }

  @Override
  public long overstayers() {
    return overstayers.get();
  }

  /** Lets baskets wait for another strategy of the same name, unless there is one already. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
  private void awaitSuccessor(LiveStrategy gone, Duration longest) {
    String name = gone.id().name();
    if (stopped
        || successorWait.isZero()
        || !strategies.isLive(gone)
        || strategies.named(name).isPresent()) {
      return;
    }
    successors.went(name, System.nanoTime() + longest.toNanos());
    watch.schedule(this::giveUpSuccessors, longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void limit(Map<Long, Audience> audiences) {
    strategies.limit(audiences);
    strategies.all().stream()
        .filter(strategies::isLive)
        .forEach(strategy -> successors.came(strategy.id().name()));
    publish();
  }

  @Override
  public synchronized Set<Long> live() {
    Set<Long> live = new HashSet<>();
    strategies.names().forEach(name -> live(name).ifPresent(live::add));
    return live;
  }

  @Override
  public synchronized Optional<Long> live(String strategy) {
    return strategies.named(strategy).map(LiveStrategy::bundleId);
  }

  @Override
  public List<String> rehearse(long bundleId) {
    List<Order> missing = missing(() -> ofBundle(bundleId));
    return missing.isEmpty() || made(missing)
        ? objections(bundleId)
        : List.of("asking it for its rules was interrupted");
  }

  private List<LiveStrategy> ofBundle(long bundleId) {
    return strategies.all().stream().filter(each -> each.bundleId() == bundleId).toList();
  }

  private synchronized List<String> objections(long bundleId) {
    List<String> reasons = new ArrayList<>();
    Map<StrategyId, String> late = rules.quarantined();
    for (LiveStrategy strategy : ofBundle(bundleId)) {
      String why = late.get(strategy.id());
      if (why != null) {
        reasons.add("strategy " + strategy.id() + " " + why);
        continue;
      }
      for (Product product : editions.products().values()) {
        if (strategy.id().name().equals(product.strategy())
            && editions.offer(product.code()) instanceof Offer.Available
            && known(strategy, product) instanceof Offer.Unavailable(String refusal)) {
          reasons.add("product " + product.code() + " would lose its price: " + refusal);
        }
      }
    }
    return reasons;
  }

  private Offer known(LiveStrategy strategy, Product product) {
    return rules
        .known(strategy, product)
        .orElseGet(() -> new Offer.Unavailable("its rule is not made yet; try again"));
  }

  @Override
  public synchronized List<String> products(long bundleId) {
    List<LiveStrategy> its =
        strategies.all().stream().filter(each -> each.bundleId() == bundleId).toList();
    return editions.products().keySet().stream()
        .filter(code -> its.stream().anyMatch(each -> editions.prices(each.id(), code)))
        .sorted()
        .toList();
  }

  private synchronized void giveUpSuccessors() {
    if (!stopped && successors.giveUp(System.nanoTime())) {
      publish();
    }
  }

  @Override
  public synchronized List<ProductStatus> products() {
    TreeSet<String> codes = new TreeSet<>(editions.products().keySet());
    List<ProductStatus> all = new ArrayList<>(codes.size());
    codes.forEach(code -> product(code).ifPresent(all::add));
    return all;
  }

  @Override
  public synchronized Optional<ProductStatus> product(String code) {
    return Optional.ofNullable(editions.products().get(code))
        .map(product -> new ProductStatus(product, editions.offer(code)));
  }

  @Override
  public synchronized List<StrategyStatus> strategies() {
    List<StrategyStatus> all = new ArrayList<>();
    strategies.all().forEach(each -> all.add(status(each)));
    whiteboard.waiting().forEach(each -> all.add(LiveStrategy.waiting(each)));
    return all;
  }

  private StrategyStatus status(LiveStrategy strategy) {
    List<String> priced =
        editions.products().keySet().stream()
            .filter(code -> editions.prices(strategy.id(), code))
            .sorted()
            .toList();
    String name = strategy.id().name();
    boolean inUse =
        strategies.named(name).filter(strategy::equals).isPresent()
            || strategies.canary(name).filter(strategy::equals).isPresent();
    return new StrategyStatus(
        strategy.id(),
        strategy.bundle(),
        strategy.bundleId(),
        strategy.ranking(),
        strategies.audience(strategy),
        inUse,
        priced,
        whiteboard.admission(strategy));
  }

  @Override
  public synchronized List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (fileProblem != null) {
      problems.add("catalogue " + fileProblem);
    }
    problems.addAll(problemsWithin());
    return problems;
  }

  /** Those of a catalogue that can be read. */
  private List<String> problemsWithin() {
    List<String> problems =
        new ArrayList<>(ProductProblems.of(text, editions, strategies, successors));
    problems.addAll(strategies.conflicts());
    return problems;
  }

  @Override
  public synchronized Optional<String> fault(String code) {
    return Optional.ofNullable(editions.entryFaults().get(code));
  }

  @Override
  public ProductStatus changePrice(
      String code, String amount, Map<String, String> parameters, boolean force)
      throws IOException {
    return change(code, product -> Changes.price(product, amount, parameters, force));
  }

  @Override
  public ProductStatus changeStrategy(String code, String strategy, Map<String, String> parameters)
      throws IOException {
    return change(
        code,
        product -> {
          if (strategies.named(strategy).isEmpty()) {
            throw new IllegalArgumentException(strategies.unknown(strategy));
          }
          return new Product(code, product.name(), product.unitPrice(), strategy, parameters);
        });
  }

  @Override
  public ProductStatus undo(String code) throws IOException {
    return change(code, changes::before);
  }

  /** Asks for the rule first, without a lock; then file and edition are changed at once. */
  private ProductStatus change(String code, UnaryOperator<Product> edit) throws IOException {
    try {
      Optional<ProductStatus> changed = tryChange(code, edit);
      while (changed.isEmpty()) {
        changed = tryChange(code, edit);
      }
      return changed.get();
    } catch (FileSystemException e) {
      throw new IOException(file + " " + FileTrouble.words(file.path(), e), e);
    }
  }

  /** Makes the change, or asks for the rules that it needs; then it is empty. */
  private Optional<ProductStatus> tryChange(String code, UnaryOperator<Product> edit)
      throws IOException {
    List<Order> missing;
    synchronized (this) {
      // The file may have been edited by hand since it was read: that edit must not be lost.
      CatalogueText present = CatalogueReader.read(file.read());
      Product before = entry(present, code);
      Product after = edit.apply(before);
      missing = rules.missing(strategies.all(), List.of(after));
      if (missing.isEmpty()) {
        return Optional.of(commit(present, before, after));
      }
    }
    if (!made(missing)) {
      throw new IOException("asking for the rule was interrupted; nothing is changed");
    }
    return Optional.empty();
  }

  private static Product entry(CatalogueText present, String code) {
    Product product = present.products().get(code);
    if (product == null) {
      String why = present.rejected().get(code);
      throw new IllegalArgumentException(
          why == null
              ? "the catalogue has no product '" + code + "'"
              : "product '"
                  + code
                  + "' cannot be changed: its entry in the catalogue is wrong: "
                  + why);
    }
    return product;
  }

  /** From the moment that the file is written nothing can fail. */
  private ProductStatus commit(CatalogueText present, Product before, Product after)
      throws IOException {
    refuseIfRefused(strategies.named(after.strategy()), after);
    refuseIfRefused(strategies.canary(after.strategy()), after);
    byte[] content = CatalogueWriter.replace(present, after);
    CatalogueReader.read(content);
    file.write(content);
    take(content);
    changes.made(before, after);
    LOG.info(
        "product {} is changed: {} by {} {}",
        after.code(),
        after.unitPrice(),
        after.strategy(),
        after.parameters());
    return product(after.code()).orElseThrow();
  }

  private void refuseIfRefused(Optional<LiveStrategy> strategy, Product product) {
    if (strategy.isPresent()
        && known(strategy.get(), product) instanceof Offer.Unavailable(String why)) {
      throw new IllegalArgumentException(why);
    }
  }

  @Override
  public List<Quarantined> quarantined() {
    return rules.quarantined().entrySet().stream()
        .map(each -> new Quarantined(each.getKey(), each.getValue(), 0))
        .sorted(Comparator.comparing(each -> each.strategy().toString()))
        .toList();
  }

  @Override
  public int release(String strategy) {
    int released = rules.release(strategy);
    makeMissingRules();
    return released;
  }
}
