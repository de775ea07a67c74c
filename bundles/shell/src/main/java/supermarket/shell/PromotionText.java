package supermarket.shell;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.PromotionStatus;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;
import supermarket.pricing.api.promotion.Deal;

/** Promotions in words. */
final class PromotionText {

  private static final Set<String> ELSEWHERE = Set.of("id", "kind", "dark");
  private static final int SHOWN = 8;

  private PromotionText() {}

  static String list(Catalogue catalogue, Listing listing) {
    Promotions promotions = catalogue.promotions();
    List<String> problems =
        catalogue.problems().stream().filter(each -> each.startsWith("promotion")).toList();
    Table table =
        new Table().words("PROMOTION", "KIND").sentences("PARAMETERS", "CONDITIONS", "STATE");
    for (String id : promotions.byId().keySet()) {
      catalogue
          .promotion(id)
          .ifPresent(
              each ->
                  table.row(
                      id,
                      each.promotion().kind(),
                      parameters(each.promotion()),
                      conditions(each.promotion()),
                      state(catalogue, each)));
    }
    return listing.show(
        table,
        "There is no promotion. promotion:add adds one.",
        problems.stream().map(each -> "Problem: " + Text.sentence(each)).toList());
  }

  private static String parameters(Promotion promotion) {
    return orDash(
        promotion.parameters().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" ")));
  }

  private static String conditions(Promotion promotion) {
    return orDash(
        PromotionFields.of(promotion).entrySet().stream()
            .filter(each -> !ELSEWHERE.contains(each.getKey()))
            .map(each -> each.getKey() + " " + String.join(" ", each.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** Stores with another clock may be ahead or behind. */
  private static String state(Catalogue catalogue, PromotionStatus status) {
    if (status.active() == null) {
      return "not in force";
    }
    Conditions conditions = status.promotion().conditions();
    LocalDateTime now = ProductText.now(catalogue);
    if (conditions.isOver(now)) {
      return "ended";
    }
    if (status.promotion().dark()) {
      return "dark";
    }
    return conditions.isBefore(now) ? "to come" : "in force";
  }

  static String card(Catalogue catalogue, PromotionStatus status) {
    Promotion promotion = status.promotion();
    Card card = new Card().line("promotion", promotion.id());
    for (Map.Entry<String, List<String>> field : PromotionFields.of(promotion).entrySet()) {
      if (!field.getKey().equals("id")) {
        card.line(field.getKey().replace('_', ' '), String.join(" ", field.getValue()));
      }
    }
    card.line("parameters", parameters(promotion)).line("state", state(catalogue, status));
    if (!status.flaw().isEmpty()) {
      card.line("why", status.flaw());
    }
    ActivePromotion active = status.active();
    if (active != null) {
      card.line("deal by", active.kind()).line("products", products(active.deal()));
    }
    return card.toString();
  }

  private static String products(Deal deal) {
    List<String> parts = new ArrayList<>();
    switch (deal) {
      case Deal.Pieces pieces ->
          pieces.slots().forEach(slot -> parts.add(slot.count() + " of " + slot.of().name()));
      case Deal.Rest rest -> parts.add(rest.of().name());
    }
    return String.join(", ", parts);
  }

  static String sets(Catalogue catalogue, Listing listing) {
    Promotions promotions = catalogue.promotions();
    Table table = new Table().words("SET").numbers("PRODUCTS").sentences("CODES");
    promotions
        .sets()
        .forEach((name, codes) -> table.row(name, codes.size(), shown(catalogue, codes)));
    return listing.show(
        table,
        "There is no set.",
        List.of(
            "Without offers: " + shown(catalogue, promotions.noOffers()),
            "Groups: " + orDash(String.join(", ", promotions.groups()))));
  }

  private static String shown(Catalogue catalogue, Set<String> codes) {
    List<String> some = codes.stream().limit(SHOWN).map(Text::safe).toList();
    List<String> unknown =
        codes.stream().filter(code -> catalogue.product(code).isEmpty()).limit(SHOWN).toList();
    return orDash(String.join(" ", some))
        + (codes.size() > SHOWN ? " \u2026" : "")
        + (unknown.isEmpty()
            ? ""
            : " (not in the catalogue: "
                + unknown.stream().map(Text::safe).collect(Collectors.joining(" "))
                + ")");
  }
}
