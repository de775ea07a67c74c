package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.deployment.ProductHistory;
import supermarket.basket.api.promotion.Promotions;
import supermarket.deployer.chain.Chain;

/**
 * Changes products as operators say.
 *
 * <p>Thread safety: any thread; changes are made under the deployer's monitor.
 */
final class ProductDeployer implements CatalogueDeployer {

  private final Object deployer;
  private final Chain chain;
  private final CatalogueCommands commands;
  private final PricePreview preview;

  ProductDeployer(Object deployer, Chain chain, CatalogueCommands commands, PricePreview preview) {
    this.deployer = deployer;
    this.chain = chain;
    this.commands = commands;
    this.preview = preview;
  }

  @Override
  public Deployment price(
      String code, String amount, Map<String, String> parameters, PriceScope scope, Order order) {
    return change(
        code, order, () -> commands.stage().price(code, amount, parameters, scope, order.forced()));
  }

  /** Without the deployer's monitor: nothing is changed, and a strategy is asked. */
  @Override
  public Findings preview(
      String code, String amount, Map<String, String> parameters, PriceScope scope) {
    return preview.of(code, amount, parameters, scope);
  }

  @Override
  public Deployment strategy(
      String code, String strategy, Map<String, String> parameters, Order order) {
    return change(code, order, () -> commands.stage().strategy(code, strategy, parameters));
  }

  @Override
  public Deployment add(ProductEntry entry, Order order) {
    return change(entry.code(), order, () -> commands.stage().add(entry));
  }

  @Override
  public Deployment remove(String code, Order order) {
    return change(code, order, () -> commands.stage().remove(code));
  }

  @Override
  public Deployment stores(String what, UnaryOperator<Stores> change, Order order) {
    synchronized (deployer) {
      chain.catchUp();
      return commands.beside(what, order, () -> commands.stage().stores(change));
    }
  }

  @Override
  public Deployment promotions(String what, UnaryOperator<Promotions> change, Order order) {
    synchronized (deployer) {
      chain.catchUp();
      return commands.beside(what, order, () -> commands.stage().promotions(change));
    }
  }

  @Override
  public Deployment read(Path file, boolean isComplete, PriceScope scope, Order order) {
    synchronized (deployer) {
      chain.catchUp();
      return commands.read(
          file, order, () -> commands.stage().read(file, isComplete, scope, order.forced()));
    }
  }

  @Override
  public Deployment rollBack(long revision, Order order) {
    synchronized (deployer) {
      chain.catchUp();
      return commands.rollBack(revision, order);
    }
  }

  @Override
  public Deployment change(ProductEntry entry, Order order) {
    return change(entry.code(), order, () -> commands.stage().change(entry, order.forced()));
  }

  /** Without the deployer's monitor: what is past does not change. */
  @Override
  public ProductHistory history(String code, int most) throws IOException {
    return commands.past(code).changes(most);
  }

  @Override
  public Deployment undo(String code, Order order) {
    return change(code, order, () -> commands.stage().undo(code));
  }

  private Deployment change(String code, Order order, Supplier<CatalogueChange> wanted) {
    synchronized (deployer) {
      chain.catchUp();
      return commands.product(code, order, wanted);
    }
  }
}
