package supermarket.product.manager;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
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
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.catalogue.StrategyCalls;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.Trouble;
import supermarket.library.files.NodeFolders;
import supermarket.library.vital.VitalTask;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.product.manager.promotion.Deals;
import supermarket.product.manager.rule.RuleMaker;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.Admissions;

/**
 * The component: puts the parts together, watches the catalogue's file, and offers the services.
 *
 * <p>The price book is offered as a service as soon as there is a catalogue, and then for good:
 * what comes after a good catalogue takes its place only if it is good too.
 *
 * <p>Thread safety: the parts are thread-safe; this holds no lock of its own.
 */
@Component(
    configurationPid = "supermarket.product.manager",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = {})
public final class ProductManager {

  private static final String KEPT = "last-good-catalogue.json";

  private static final Logger LOG = LoggerFactory.getLogger(ProductManager.class);

  private final Settings settings;
  private final PriceBookDoor door;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("catalogue-watch").daemon().factory());
  private final VitalTask watch =
      new VitalTask("catalogue watch", Trouble.Gravity.WARNING, LOG, this::look);
  private final Rules rules;
  private final Assortment assortment;
  private final MissingMaker missing;
  private final CatalogueSource source;
  private final CatalogueHealth health;
  private final StrategyUse use;
  private final Whiteboard whiteboard;
  private final Catalogue catalogue;
  private final Stage stage;
  private final CatalogueStage chain;
  private final EditionDigests digests;
  private final List<ServiceRegistration<?>> services = new ArrayList<>();

  /** Away while the product bundle is: then there are no calls. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable StrategyCalls workers;

  /** Called by Declarative Services. */
  @Activate
  public ProductManager(Config config, BundleContext context) {
    this(
        Settings.of(config).below(folders(context).home()),
        folders(context).data().resolve(KEPT),
        new PriceBookDoor(book -> context.registerService(PriceBook.class, book, null)::unregister),
        use ->
            new Whiteboard(
                context, new Admissions(context.getDataFile("admissions").toPath()), use));
  }

  ProductManager(
      Settings settings,
      Path kept,
      PriceBookDoor door,
      Function<StrategyUse, Whiteboard> whiteboard) {
    this.settings = settings;
    this.door = door;
    this.rules = new Rules(new RuleMaker(settings.ruleTimeout()));
    this.assortment = new Assortment(rules, new Deals(settings.ruleTimeout()), this::published);
    this.missing = new MissingMaker(assortment, rules);
    Sides sides = Sides.of(settings.catalogue(), kept, assortment);
    this.source = new CatalogueSource(settings.catalogue(), kept, sides, assortment);
    this.health = new CatalogueHealth(assortment, source, sides, rules, watch::trouble);
    this.use =
        new StrategyUse(
            assortment,
            rules,
            () -> workers,
            thread,
            settings.leaseTimeout(),
            settings.successorWait());
    this.whiteboard = whiteboard.apply(use);
    this.stage = new PricingStage(assortment, use, this.whiteboard, rules);
    this.digests = new EditionDigests(assortment);
    this.catalogue = new OperatorCatalogue(assortment, health, this.whiteboard, rules);
    this.chain =
        new ChainCatalogue(
            assortment,
            rules,
            new ProductChanges(assortment, settings.importShare()),
            InstantSource.system());
  }

  private static NodeFolders folders(BundleContext context) {
    return NodeFolders.of(context::getProperty);
  }

  private void published(Set<String> changed) {
    health.report();
    digests.published(changed);
  }

  /** Called by Declarative Services, after the strategies that are there already have come. */
  @Activate
  void start(BundleContext context) {
    begin();
    services.add(context.registerService(Catalogue.class, catalogue, null));
    services.add(context.registerService(Health.class, health, null));
    services.add(context.registerService(Stage.class, stage, null));
    services.add(context.registerService(CatalogueStage.class, chain, null));
    digests
        .facts()
        .forEach(fact -> services.add(context.registerService(NodeFact.class, fact, null)));
  }

  /** Reads the catalogue, and watches its file from now on. */
  void begin() {
    source.begin();
    if (!missing.make()) {
      assortment.publish();
    }
    offerPriceBook();
    watch.every(settings.poll(), thread);
  }

  /** Called by Declarative Services. */
  @Deactivate
  void stop() {
    services.forEach(ServiceRegistration::unregister);
    door.close();
    thread.shutdownNow();
    source.end();
    assortment.stop();
    digests.end();
    rules.close();
  }

  /** One look at the catalogue's file, and at what hangs on time. */
  void look() {
    source.look();
    assortment.giveUpSuccessors();
    missing.make();
    source.keep();
    health.look();
    digests.tend();
    offerPriceBook();
  }

  /** Without a lock: who needs a price book starts on this thread. */
  private void offerPriceBook() {
    if (assortment.hasProducts()) {
      door.open(assortment);
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStrategy(ServiceReference<PricingStrategy> reference) {
    whiteboard.came(reference);
  }

  /** The strategy's bundle goes on stopping when this returns: when no basket has it pinned. */
  void removeStrategy(ServiceReference<PricingStrategy> reference) {
    whiteboard.goes(reference);
  }

  /** Kinds of promotions come and go as strategies do. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addKind(ServiceReference<PromotionKind> reference) {
    whiteboard.came(reference);
  }

  /** Likewise. */
  void removeKind(ServiceReference<PromotionKind> reference) {
    whiteboard.goes(reference);
  }

  StrategyUse use() {
    return use;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Stage stage() {
    return stage;
  }

  CatalogueStage chain() {
    return chain;
  }

  Health health() {
    return health;
  }

  EditionDigests digests() {
    return digests;
  }

  PriceBook priceBook() {
    return assortment;
  }
}
