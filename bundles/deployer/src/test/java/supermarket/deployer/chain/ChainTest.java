package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.chain.TroubledShelf.Fate;
import supermarket.shelf.FolderShelf;

/** Several nodes, each with its own threads, on one real shelf. */
class ChainTest {

  private static final CurrencyUnit EUR = CurrencyUnit.EUR;
  private static final String BUNDLE = "a.bundle";

  @TempDir Path folder;
  private final List<String> log = FakeNode.log();
  private final List<FakeNode> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(FakeNode::close);
  }

  private Shelf shelf() {
    return FolderShelf.in(folder.resolve("shelf"));
  }

  private FakeNode node(String name) {
    return node(name, shelf());
  }

  private FakeNode node(String name, Shelf shelf) {
    FakeNode node = new FakeNode(shelf, name, log);
    nodes.add(node);
    return node;
  }

  private List<FakeNode> three() {
    return List.of(node("one").started(), node("two").started(), node("three").started());
  }

  private static void assertAll(List<FakeNode> nodes, String version) {
    await()
        .untilAsserted(() -> assertThat(nodes).allMatch(node -> node.live(BUNDLE).equals(version)));
  }

  private static Deployment begun() {
    return new Deployment(
        Instant.now(),
        Action.UPGRADE,
        Deployment.COMMAND,
        BUNDLE,
        "2.0.0",
        "",
        Outcome.INTERRUPTED,
        List.of());
  }

  private Revision newest() throws IOException {
    return shelf().revision(shelf().newest()).orElseThrow();
  }

  @Test
  void aNodeThatIsAloneDecidesAtOnce() throws IOException {
    FakeNode alone = node("alone").started();
    assertThat(alone.upgrade(BUNDLE, 1)).isEmpty();
    assertThat(newest().number()).isEqualTo(1);
    assertThat(newest().phase()).isEqualTo(Phase.IN_FORCE);
    assertThat(alone.upgrade(BUNDLE, 2)).isEmpty();
    assertThat(newest().bundles())
        .containsExactly(
            Map.entry(
                BUNDLE,
                DeployedBundle.first(FakeNode.version(1)).succeededBy(FakeNode.version(2))));
  }

  @Test
  void whatIsAskedForOnOneNodeIsDoneOnAllAndOnNoneBeforeAllAreReady() throws IOException {
    List<FakeNode> chain = three();
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    assertAll(chain, "1.0.0");
    assertThat(log.subList(0, 2))
        .containsExactlyInAnyOrder("two is ready for " + BUNDLE, "three is ready for " + BUNDLE);
    assertThat(newest().deployment().details()).containsExactly("ready: one, three, two");

    assertThat(chain.getLast().uninstall(BUNDLE)).isEmpty();
    assertAll(chain, "");
    assertThat(newest().bundles()).isEmpty();
    assertThat(newest().number()).isEqualTo(4);
  }

  @Test
  void whatOneNodeRefusesHappensNowhereAndTheNodeIsNamed() throws IOException {
    List<FakeNode> chain = three();
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    assertAll(chain, "1.0.0");
    chain.getLast().refuses("not with this JVM");
    assertThat(chain.getFirst().upgrade(BUNDLE, 2)).containsExactly("three: not with this JVM");
    assertThat(newest().phase()).isEqualTo(Phase.WITHDRAWN);
    assertThat(newest().deployment().outcome()).isEqualTo(Outcome.REFUSED);
    chain.getLast().refuses(null);
    assertThat(chain.get(1).upgrade(BUNDLE, 3)).isEmpty();
    assertAll(chain, "3.0.0");
    assertThat(newest().bundles().get(BUNDLE).kept()).isEqualTo(FakeNode.version(1));
  }

  @Test
  void whoIsNotAskedMayRefuseAndDoesItWhenItCan() throws IOException {
    List<FakeNode> chain = three();
    FakeNode odd = chain.getLast();
    odd.refuses("not with this JVM");
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).containsExactly("three: not with this JVM");
    assertThat(chain.getFirst().upgrade(BUNDLE, 1, Set.of("three"))).isEmpty();
    assertAll(chain.subList(0, 2), "1.0.0");
    assertThat(newest().deployment().details())
        .containsExactly("ready: one, two", "not asked: three");
    await().until(() -> !odd.chain.troubles().isEmpty());
    odd.refuses(null);
    assertAll(chain, "1.0.0");

    assertThat(chain.getFirst().upgrade(BUNDLE, 2, Set.of("tree")))
        .containsExactly("no other node of the chain is called tree; there is three, two");
    assertThat(chain.getFirst().upgrade(BUNDLE, 2, Set.of("one")))
        .containsExactly("one is asked here: ask on another node to do it without this one");
    assertAll(chain, "1.0.0");
  }

  @Test
  void allKnowWhatRevisionTheyAreAt() throws IOException {
    List<FakeNode> chain = three();
    assertThat(chain.getFirst().revision().number()).isZero();
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    RevisionId first = newest().id();
    assertThat(first.chain()).isNotEmpty();
    await().untilAsserted(() -> assertThat(chain).allMatch(each -> each.revision().equals(first)));

    chain.getLast().refuses("not with this JVM");
    assertThat(chain.getFirst().upgrade(BUNDLE, 2)).isNotEmpty();
    assertThat(newest().phase()).isEqualTo(Phase.WITHDRAWN);
    assertThat(chain).as("nothing has changed").allMatch(each -> each.revision().equals(first));
    chain.getLast().refuses(null);
    assertThat(chain.get(1).upgrade(BUNDLE, 3)).isEmpty();
    RevisionId second = newest().id();
    assertThat(first.isBefore(second)).isTrue();
    await().untilAsserted(() -> assertThat(chain).allMatch(each -> each.revision().equals(second)));
  }

  @Test
  void whatIsPreparedIsNotOfTheNewRevisionYet() {
    FakeNode one = node("one").started();
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    FakeNode late = node("late");
    late.has(BUNDLE, FakeNode.version(1));
    assertThat(one.upgrade(BUNDLE, 2)).isEmpty();
    late.started();
    assertThat(late.live(BUNDLE)).isEqualTo("2.0.0");
    assertThat(late.preparedAt()).as("while it prices as before").containsExactly(0L);
    assertThat(late.revision()).isEqualTo(one.revision());
  }

  @Test
  void theCatalogueIsTheChainsToo() throws IOException {
    List<FakeNode> chain = three();
    CatalogueState whole = new CatalogueState("%064x".formatted(7), CatalogueChange.none(EUR));
    assertThat(chain.getFirst().change(whole)).isEmpty();
    await().untilAsserted(() -> assertThat(chain).allMatch(one -> one.catalogue().equals(whole)));
    assertThat(chain.get(1).upgrade(BUNDLE, 1)).isEmpty();
    assertAll(chain, "1.0.0");
    assertThat(newest().deployed().catalogue()).as("a bundle changes nothing").isEqualTo(whole);

    CatalogueState dearer = whole.with(CatalogueChange.of(EUR, product("2.00")));
    chain.getLast().refuses("product A: too expensive");
    assertThat(chain.getFirst().change(dearer)).containsExactly("three: product A: too expensive");
    assertThat(chain).allMatch(one -> one.catalogue().equals(whole));
    chain.getLast().refuses(null);
    assertThat(chain.getFirst().change(dearer)).isEmpty();
    await().untilAsserted(() -> assertThat(chain).allMatch(one -> one.catalogue().equals(dearer)));
    assertThat(newest().bundles()).containsOnlyKeys(BUNDLE);

    FakeNode late = node("late").started();
    assertThat(late.catalogue()).isEqualTo(dearer);
    assertThat(late.live(BUNDLE)).isEqualTo("1.0.0");
  }

  private static Product product(String price) {
    return new Product("A", "", Money.parse("EUR " + price), "flat-price", Map.of());
  }

  @Test
  void ofTwoOperatorsAtOnceEachIsDoneWhollyOrToldOfTheOther() throws IOException {
    List<FakeNode> chain = three();
    int done = 0;
    for (int round = 1; round <= 5; round++) {
      int major = round;
      CompletableFuture<List<String>> other =
          CompletableFuture.supplyAsync(() -> chain.get(1).upgrade(BUNDLE, 10 * major));
      List<String> one = chain.getFirst().upgrade(BUNDLE, major);
      List<String> two = other.join();
      for (List<String> reasons : List.of(one, two)) {
        if (reasons.isEmpty()) {
          done++;
        } else {
          assertThat(reasons)
              .singleElement()
              .asString()
              .containsPattern("another deployment was quicker|has not done yet what all agreed");
        }
      }
    }
    assertThat(done).isPositive();
    assertAll(chain, newest().bundles().get(BUNDLE).live().version());
    assertThat(shelf().newest()).as("two revisions for each that was done").isEqualTo(2L * done);
  }

  @Test
  void aNodeThatJoinsHasWhatAllHaveWhenItHasStarted() {
    FakeNode one = node("one").started();
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    assertThat(one.upgrade("another", 4)).isEmpty();
    FakeNode late = node("late");
    late.has(BUNDLE, FakeNode.version(7));
    late.has("gone", FakeNode.version(7));
    late.started();
    assertThat(late.live(BUNDLE)).isEqualTo("1.0.0");
    assertThat(late.revision()).isEqualTo(one.revision());
    assertThat(late.live("another")).isEqualTo("4.0.0");
    assertThat(late.live("gone")).isEmpty();
    assertThat(one.upgrade(BUNDLE, 2)).isEmpty();
    assertAll(List.of(one, late), "2.0.0");
  }

  @Test
  void anEmptyShelfBeginsWithWhatItsFirstNodeHas() throws IOException {
    FakeNode one = node("one");
    one.has("old", FakeNode.version(7));
    one.started();
    assertThat(newest().bundles()).containsOnlyKeys("old");
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    assertThat(newest().bundles()).containsOnlyKeys("old", BUNDLE);
    FakeNode two = node("two").started();
    assertThat(two.live("old")).isEqualTo("7.0.0");
  }

  @Test
  void aNodeThatLeftIsNotWaitedForAndOneThatDiedOnlyUntilItIsMissed() throws IOException {
    List<FakeNode> chain = three();
    chain.getLast().close();
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    assertAll(chain.subList(0, 2), "1.0.0");

    shelf().attend("killed");
    assertThat(chain.getFirst().upgrade(BUNDLE, 2)).isEmpty();
    assertAll(chain.subList(0, 2), "2.0.0");
  }

  @Test
  void aProposalWhoseNodeDiesIsWithdrawnByTheOthers() throws IOException {
    List<FakeNode> chain = three();
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    shelf().attend("killed");
    DeployedBundle second = DeployedBundle.first(FakeNode.version(2));
    assertThat(
            shelf()
                .put(
                    new Revision(
                        "chain",
                        shelf().newest() + 1,
                        "killed",
                        Phase.PROPOSED,
                        begun(),
                        Deployed.NOTHING.with(BUNDLE, second))))
        .isTrue();
    await().until(() -> newest().phase() == Phase.WITHDRAWN);
    assertThat(newest().deployment().details())
        .containsExactly("killed, where it was asked for, went away before all were ready");
    assertThat(newest().bundles().get(BUNDLE).live()).isEqualTo(FakeNode.version(1));
    assertAll(chain, "1.0.0");
    assertThat(chain.get(1).upgrade(BUNDLE, 3)).isEmpty();
    assertAll(chain, "3.0.0");
  }

  @Test
  void whoeverIsTakenForDeadIsToldThatItsProposalIsWithdrawn() throws IOException {
    FakeNode one = node("one").started();
    shelf().attend("slow"); // it is there, says nothing, and withdraws
    CompletableFuture<List<String>> upgrade =
        CompletableFuture.supplyAsync(() -> one.upgrade(BUNDLE, 1));
    await().until(() -> shelf().newest() == 1);
    Revision proposal = newest();
    shelf()
        .put(
            new Revision(
                "chain",
                2,
                "slow",
                Phase.WITHDRAWN,
                proposal.deployment().ended(Outcome.REFUSED, List.of("one went away")),
                Deployed.NOTHING));
    assertThat(upgrade.join()).containsExactly("slow: one went away");
    assertThat(one.live(BUNDLE)).isEmpty();
  }

  @Test
  void aNodeThatDiedOverItsOwnProposalWithdrawsItWhenItComesBack() throws IOException {
    shelf().put(new Revision("chain", 1, "one", Phase.PROPOSED, begun(), Deployed.NOTHING));
    FakeNode one = node("one").started();
    await().until(() -> newest().phase() == Phase.WITHDRAWN);
    assertThat(one.upgrade(BUNDLE, 3)).isEmpty();
  }

  @Test
  void whatANodeCannotDoAfterAllAgreedIsToldAndTriedAgain() {
    FakeNode one = node("one").started();
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    FakeNode late = node("late");
    late.refuses("the disk is full");
    late.started();
    assertThat(late.chain.troubles())
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.gravity()).isEqualTo(Trouble.Gravity.NOT_READY);
              assertThat(trouble.text()).contains(BUNDLE + ": the disk is full");
            });
    late.refuses(null);
    await().until(() -> late.chain.troubles().isEmpty());
    assertThat(late.live(BUNDLE)).isEqualTo("1.0.0");
  }

  @Test
  void aNodeThatLagsTakesPartInNothingAndIsWellAgainWhenTheChainIsBackWhereItIs() {
    List<FakeNode> chain = List.of(node("one").started(), node("two").started());
    FakeNode two = chain.getLast();
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    assertAll(chain, "1.0.0");
    two.fails(true);
    assertThat(chain.getFirst().upgrade("another", 1)).isEmpty();
    await().until(() -> !two.chain.troubles().isEmpty());
    assertThat(two.upgrade(BUNDLE, 2))
        .singleElement()
        .asString()
        .contains("this node has not done yet what all agreed on last");
    assertThat(chain.getFirst().upgrade(BUNDLE, 3))
        .singleElement()
        .asString()
        .startsWith("two: this node could not do what all agreed on: another: the disk is full");
    two.fails(false);
    await().until(() -> two.chain.troubles().isEmpty());
    assertThat(two.live("another")).isEqualTo("1.0.0");
    assertThat(two.upgrade(BUNDLE, 2)).isEmpty();
    assertAll(chain, "2.0.0");
  }

  @Test
  void anEmptyFolderInThePlaceOfTheShelfTakesNothingAway() throws IOException {
    FakeNode one = node("one").started();
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    Path revisions = folder.resolve("shelf/revisions");
    Files.move(revisions, folder.resolve("away"));
    Files.createDirectories(revisions);
    await().until(() -> !one.chain.troubles().isEmpty());
    assertThat(one.chain.troubles().getFirst().text())
        .contains("has no revision, but this node has seen revision 1", "mounted?");
    assertThat(one.live(BUNDLE)).isEqualTo("1.0.0");
    Files.delete(revisions);
    Files.move(folder.resolve("away"), revisions);
    await().until(() -> one.chain.troubles().isEmpty());
    assertThat(one.live(BUNDLE)).isEqualTo("1.0.0");
  }

  @Test
  void withoutAShelfNothingIsDeployedUntilItIsBack() throws IOException {
    FakeNode one = node("one").started();
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    Files.move(folder.resolve("shelf"), folder.resolve("away"));
    assertThat(one.upgrade(BUNDLE, 2))
        .singleElement()
        .asString()
        .startsWith("no deployment can be agreed on");
    await().until(() -> !one.chain.troubles().isEmpty());
    assertThat(one.chain.troubles().getFirst().gravity()).isEqualTo(Trouble.Gravity.WARNING);
    assertThat(one.live(BUNDLE)).isEqualTo("1.0.0");
    Files.move(folder.resolve("away"), folder.resolve("shelf"));
    await().until(() -> one.chain.troubles().isEmpty());
    assertThat(one.upgrade(BUNDLE, 2)).isEmpty();
  }

  @Test
  void aDecisionOfWhichTheAnswerIsLostIsDoneOnAll() {
    TroubledShelf shelf = new TroubledShelf(shelf());
    List<FakeNode> chain = List.of(node("one", shelf).started(), node("two").started());
    shelf.next(Fate.ANSWER_IS_LOST);
    assertThat(chain.getFirst().upgrade(BUNDLE, 1)).isEmpty();
    assertAll(chain, "1.0.0");
  }

  @Test
  void whatIsRefusedIsNotDoneWhenItArrivesAfterAll() throws IOException {
    TroubledShelf shelf = new TroubledShelf(shelf());
    FakeNode one = node("one", shelf).started();
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    shelf.next(Fate.IS_LATE);
    assertThat(one.upgrade(BUNDLE, 2)).singleElement().asString().contains("connection broke");
    assertThat(shelf.arrive()).as("alone").isFalse();

    FakeNode two = node("two").started();
    shelf.next(Fate.IS_LATE);
    assertThat(one.upgrade(BUNDLE, 3)).singleElement().asString().contains("connection broke");
    assertThat(shelf.arrive()).as("with another one").isFalse();
    assertThat(newest().phase()).isEqualTo(Phase.WITHDRAWN);
    assertThat(newest().bundles().get(BUNDLE).live()).isEqualTo(FakeNode.version(1));

    assertThat(two.upgrade(BUNDLE, 4)).isEmpty();
    assertAll(List.of(one, two), "4.0.0");
  }

  @Test
  void whoeverMayReadAndNotWriteSaysSoAndFollowsWhatTheOthersAgreeOn() {
    TroubledShelf shelf = new TroubledShelf(shelf());
    FakeNode odd = node("odd", shelf).started();
    FakeNode one = node("one").started();
    shelf.readOnly(true);
    await().until(() -> !odd.chain.troubles().isEmpty());
    assertThat(odd.chain.troubles().getFirst().text())
        .isEqualTo(
            "the shelf is read-only: the others take this node for dead, and deploy without its"
                + " consent");
    assertThat(odd.upgrade(BUNDLE, 1))
        .singleElement()
        .asString()
        .isEqualTo("no deployment can be agreed on: the shelf is read-only");
    assertThat(one.upgrade(BUNDLE, 1)).isEmpty();
    assertAll(List.of(odd, one), "1.0.0");
    shelf.readOnly(false);
    await().until(() -> odd.chain.troubles().isEmpty());
    assertThat(odd.upgrade(BUNDLE, 2)).isEmpty();
  }
}
