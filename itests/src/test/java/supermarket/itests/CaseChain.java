package supermarket.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supermarket.basket.api.promotion.PromotionFields;

/**
 * The files of a chain that has cases: each has a store, products and promotions of its own, so
 * that one runtime serves all of them and none meets another.
 */
final class CaseChain {

  private final List<Case> cases = new ArrayList<>();
  private final List<String> groups;
  private String before = "";

  /** With these groups of promotions of what is left to pay. */
  CaseChain(String... groups) {
    this.groups = List.of(groups);
  }

  /** A case in a store of this id. */
  Case store(String id) {
    Case added = new Case(id);
    cases.add(added);
    return added;
  }

  /** Says more in the file of stores, such as the rates of tax. */
  CaseChain stores(String members) {
    before = members + ", ";
    return this;
  }

  /** Writes what the cases sell and offer into the files of a runtime. */
  void write(Path home) {
    try {
      Files.writeString(
          home.resolve("etc/stores.json"),
          "{%s\"stores\": %s}".formatted(before, all(cases.stream().map(each -> each.store))));
      Files.writeString(
          home.resolve("etc/catalogue.json"),
          "{\"currency\": \"EUR\", \"products\": %s}"
              .formatted(all(cases.stream().flatMap(each -> each.products.stream()))));
      Files.writeString(home.resolve("etc/promotions.json"), promotions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of the promotions. */
  String promotions() {
    Map<String, String> sets = new LinkedHashMap<>();
    cases.forEach(each -> sets.putAll(each.sets));
    return "{\"sets\": {%s},\n \"no_offers\": %s, \"groups\": %s,\n \"promotions\": %s}\n"
        .formatted(
            sets.entrySet().stream()
                .map(each -> "\"%s\": %s".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", ")),
            texts(cases.stream().flatMap(each -> each.noOffers.stream()).toList()),
            texts(groups),
            all(cases.stream().flatMap(each -> each.promotions.stream())));
  }

  private static String all(Stream<String> objects) {
    return objects.collect(Collectors.joining(",\n  ", "[\n  ", "]"));
  }

  private static String texts(List<String> texts) {
    return texts.stream()
        .map(each -> "\"" + each + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** What one store of the chain sells and offers. */
  static final class Case {

    private final String id;
    private final List<String> products = new ArrayList<>();
    private final List<String> promotions = new ArrayList<>();
    private final Map<String, String> sets = new LinkedHashMap<>();
    private final TreeSet<String> noOffers = new TreeSet<>();
    private String store;

    private Case(String id) {
      this.id = id;
      this.store = "{\"id\": \"%s\"}".formatted(id);
    }

    String id() {
      return id;
    }

    /** Says more of the store, such as its zone. */
    Case is(String members) {
      store = "{\"id\": \"%s\", %s}".formatted(id, members);
      return this;
    }

    /** Sells products, each written as {@code CODE PRICE}, or {@code CODE PRICE VAT-CLASS}. */
    Case sells(String... all) {
      for (String each : all) {
        String[] parts = each.split(" ", -1);
        products.add(
            "{\"code\": \"%s\", \"unit_price\": %s, \"strategy\": \"flat-price\"%s}"
                .formatted(
                    parts[0],
                    parts[1],
                    parts.length > 2 ? ", \"vat\": \"%s\"".formatted(parts[2]) : ""));
      }
      return this;
    }

    /** Has a set of products. */
    Case set(String name, String... codes) {
      sets.put(name, texts(List.of(codes)));
      return this;
    }

    /** Keeps a product out of all promotions. */
    Case offersNotFor(String code) {
      noOffers.add(code);
      return this;
    }

    /** Has a promotion, in this store only unless it says otherwise, with fields and parameters. */
    Case offers(String promotion, String kind, String... fields) {
      Map<String, String> members = new LinkedHashMap<>();
      members.put("id", quoted(promotion));
      members.put("kind", quoted(kind));
      members.put("stores", "[\"%s\"]".formatted(this.id));
      Map<String, String> parameters = new LinkedHashMap<>();
      Arrays.stream(fields)
          .map(each -> each.split("=", 2))
          .forEach(
              each -> {
                boolean isField = PromotionFields.ALL.contains(each[0]);
                boolean isText = !PromotionFields.LISTS.contains(each[0]);
                (isField ? members : parameters)
                    .put(
                        each[0], isText ? quoted(each[1]) : texts(List.of(each[1].split(",", -1))));
              });
      members.put("parameters", object(parameters));
      promotions.add(object(members));
      return this;
    }

    private static String quoted(String text) {
      return "\"" + text + "\"";
    }

    private static String object(Map<String, String> members) {
      return members.entrySet().stream()
          .map(each -> "\"%s\": %s".formatted(each.getKey(), each.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }
}
