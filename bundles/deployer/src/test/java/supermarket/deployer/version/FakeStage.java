package supermarket.deployer.version;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;

/** A stage on which each bundle of a framework has one strategy, all of the same name. */
final class FakeStage implements Stage {

  private final BundleContext context;
  Map<Long, Audience> limits = Map.of();
  RevisionId revision = RevisionId.NONE;
  int editions;
  boolean admitted = true;

  FakeStage(BundleContext context) {
    this.context = context;
  }

  @Override
  public void admit(long bundleId, long lastModified, Admission admission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Admission admission(long bundleId, long lastModified) {
    return admitted ? Admission.CHECKED : Admission.NONE;
  }

  @Override
  public void limit(Map<Long, Audience> audiences, RevisionId of) {
    limits = audiences;
    revision = of;
    editions++;
  }

  @Override
  public void agree(RevisionId of) {
    revision = of;
  }

  @Override
  public Set<Long> live() {
    return live("any").stream().collect(Collectors.toSet());
  }

  @Override
  public Optional<Long> live(String strategy) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getBundleId() > 0 && bundle.getState() == Bundle.ACTIVE)
        .filter(bundle -> admitted && !limits.containsKey(bundle.getBundleId()))
        .max(Comparator.comparing(Bundle::getVersion))
        .map(Bundle::getBundleId);
  }

  @Override
  public List<String> rehearse(long bundleId) {
    return List.of();
  }

  @Override
  public ActivePromotions promotions() {
    return ActivePromotions.NONE;
  }

  @Override
  public Map<String, ActivePromotion> promotions(long bundleId) {
    return Map.of();
  }

  @Override
  public List<String> products(long bundleId) {
    return List.of();
  }

  @Override
  public long overstayers() {
    return 0;
  }
}
