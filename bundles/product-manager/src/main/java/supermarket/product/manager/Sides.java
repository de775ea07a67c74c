package supermarket.product.manager;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.PromotionsFormat;
import supermarket.product.manager.catalogue.SideText;
import supermarket.product.manager.catalogue.StoresFormat;
import supermarket.product.manager.catalogue.Written;

/** The files beside the catalogue's. */
record Sides(SideSource<Stores> stores, SideSource<Promotions> promotions) {

  /** What the files say when a node starts. */
  record First(SideText<Stores> stores, SideText<Promotions> promotions) {

    /** Returns the catalogue that all files have together. */
    Agreed with(CatalogueText text) {
      return new Agreed(text.currency(), stores.value(), promotions.value(), text.products());
    }
  }

  /** Returns those beside a catalogue. */
  static Sides of(Path catalogue, Path kept, Assortment assortment) {
    return new Sides(
        new SideSource<>(new StoresFormat(), Written::stores, catalogue, kept, assortment),
        new SideSource<>(new PromotionsFormat(), Written::promotions, catalogue, kept, assortment));
  }

  private List<SideSource<?>> all() {
    return List.of(stores, promotions);
  }

  /** A node begins with a catalogue that was kept. */
  void begin(Agreed kept) {
    all().forEach(each -> each.begin(kept));
  }

  /** A node begins with a catalogue that was read from the files. */
  void beginWith(Agreed read) {
    all().forEach(each -> each.beginWith(read));
  }

  /** Reads all. */
  First first() {
    return new First(stores.first(), promotions.first());
  }

  /** This was read when the node started. */
  void take(First first) {
    stores.take(first.stores());
    promotions.take(first.promotions());
  }

  /** One look at all, and what they lack is written into them. */
  void look() {
    all().forEach(SideSource::look);
  }

  /** Writes what they lack. */
  void follow() {
    all().forEach(SideSource::follow);
  }

  /** Returns why they do not follow what is in force, one sentence each. */
  Stream<String> followingFails() {
    return all().stream().map(SideSource::followingFails).flatMap(Optional::stream);
  }
}
