package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;

/** Promotions in a file. One that is wrong concerns no other. */
public final class PromotionsFormat implements SideFormat<Promotions> {

  @Override
  public String name() {
    return "promotions";
  }

  @Override
  public Promotions none() {
    return Promotions.NONE;
  }

  @Override
  public boolean isDelivered(Promotions promotions) {
    return false; // no file of them comes with a release
  }

  @Override
  public int count(Promotions promotions) {
    return promotions.byId().size();
  }

  @Override
  public Promotions of(Agreed agreed) {
    return agreed.promotions();
  }

  @Override
  public SideText<Promotions> read(byte[] content) throws IOException {
    PromotionsText text = PromotionsReader.read(content);
    return new SideText<>(ContentId.of(content), text.right(), text.faults());
  }

  @Override
  public byte[] write(Promotions promotions) {
    return PromotionsWriter.write(promotions);
  }

  @Override
  public Promotions merged(Promotions here, Promotions before, Promotions after) {
    return here.merged(before, after);
  }

  @Override
  public Promotions inLine(
      Promotions line, Promotions written, Map<String, String> faults, Promotions agreed) {
    return new Promotions(
        inLine(line.sets(), written.sets(), Set.of(), agreed.sets()),
        written.noOffers().equals(agreed.noOffers()) ? agreed.noOffers() : line.noOffers(),
        written.groups().equals(agreed.groups()) ? agreed.groups() : line.groups(),
        inLine(line.byId(), written.byId(), faults.keySet(), agreed.byId()));
  }

  private static <V> Map<String, V> inLine(
      Map<String, V> line, Map<String, V> written, Set<String> faulty, Map<String, V> agreed) {
    Map<String, V> all = new TreeMap<>(line);
    Set<String> names = new TreeSet<>(line.keySet());
    names.addAll(agreed.keySet());
    names.addAll(written.keySet());
    names.removeAll(faulty);
    for (String name : names) {
      V value = agreed.get(name);
      if (Objects.equals(value, written.get(name))) {
        if (value == null) {
          all.remove(name);
        } else {
          all.put(name, value);
        }
      }
    }
    return all;
  }

  /** An entry whose id is wrong may be any of those that are missing: then these stay. */
  @Override
  public Promotions without(Promotions written, Map<String, String> faults, Promotions other) {
    if (faults.isEmpty()) {
      return written;
    }
    boolean isAnyNameless = !faults.keySet().stream().allMatch(Promotions::isName);
    Map<String, Promotion> all = new TreeMap<>(written.byId());
    other
        .byId()
        .forEach(
            (id, before) -> {
              if (isAnyNameless || faults.containsKey(id)) {
                all.putIfAbsent(id, before);
              }
            });
    return new Promotions(written.sets(), written.noOffers(), written.groups(), all);
  }
}
