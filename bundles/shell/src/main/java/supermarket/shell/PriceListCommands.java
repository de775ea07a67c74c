package supermarket.shell;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;

/** The commands about price lists. */
@Component(service = PriceListCommands.class)
@GogoCommand(
    scope = "pricelist",
    function = {"list", "add", "remove"})
public final class PriceListCommands {

  static final String LIST =
      "pricelist:list [--json] - the price lists, and how many stores sell by each";
  static final String ADD =
      "pricelist:add [--dry-run] [--without NODE] LIST CURRENCY - declares a price list";
  static final String REMOVE =
      "pricelist:remove [--dry-run] [--without NODE] LIST - takes a price list away";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public PriceListCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** The price lists. */
  @Descriptor(LIST)
  public String list(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, LIST, listing.words());
    Stores stores = apps.catalogue().stores();
    Table table = new Table().words("PRICE LIST", "CURRENCY").numbers("STORES").words("VAT");
    table.row(
        Stores.DEFAULT_LIST,
        currency(stores, Stores.DEFAULT_LIST),
        count(stores, Stores.DEFAULT_LIST),
        vat(stores, Stores.DEFAULT_LIST));
    stores
        .lists()
        .forEach((id, currency) -> table.row(id, currency, count(stores, id), vat(stores, id)));
    return listing.show(table, "");
  }

  private static String vat(Stores stores, String list) {
    VatRates rates = stores.vatOf(list);
    return rates.isEmpty() ? "-" : rates.words();
  }

  private static long count(Stores stores, String list) {
    return stores.byId().values().stream().filter(each -> each.list().equals(list)).count();
  }

  /** The currency of a price list, in words. */
  static String currency(Stores stores, String list) {
    CurrencyUnit currency = stores.lists().get(list);
    return currency == null ? "that of the catalogue" : currency.getCode();
  }

  /** Declares a price list. */
  @Descriptor(ADD)
  public String add(
      @Descriptor(
              "LIST: of small letters, digits and hyphens. CURRENCY: such as EUR, that of all its"
                  + " prices")
          @Nullable String... arguments) {
    Change change = Change.of(2, ADD, arguments);
    List<String> given = change.arguments();
    CurrencyUnit currency = currency(given.get(1));
    return DeploymentText.of(
        apps.products()
            .stores(
                "price list " + change.what(),
                stores -> {
                  if (stores.hasList(change.what())) {
                    throw new IllegalArgumentException(
                        "there is a price list '" + change.what() + "' already");
                  }
                  return stores.withList(change.what(), currency);
                },
                change.order()));
  }

  private static CurrencyUnit currency(String code) {
    try {
      return CurrencyUnit.of(code);
    } catch (IllegalCurrencyException e) {
      throw new CommandFailed(
          "'%s' is no currency: give one such as EUR.".formatted(Text.safe(code)));
    }
  }

  /** Takes a price list away. */
  @Descriptor(REMOVE)
  public String remove(
      @Descriptor("LIST: one that no store sells by") @Nullable String... arguments) {
    Change change = Change.of(1, REMOVE, arguments);
    return DeploymentText.of(
        apps.products()
            .stores(
                "price list " + change.what(),
                stores -> stores.withoutList(change.what()),
                change.order()));
  }
}
