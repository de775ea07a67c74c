package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.shelf.Shelf;
import supermarket.shelf.FolderShelf;

/** In virtual time, on a real shelf. */
class MembersTest {

  @TempDir Path folder;
  private Shelf shelf;
  private Members members;
  private long now;

  @BeforeEach
  void open() throws IOException {
    shelf = FolderShelf.in(folder);
    members = new Members(shelf, "one", () -> now);
    shelf.attend("two");
    members.look();
  }

  private void pass(long millis) throws IOException {
    for (long passed = 0; passed < millis; passed += 500) {
      now += TimeUnit.MILLISECONDS.toNanos(500);
      members.look();
    }
  }

  @Test
  void aNodeIsThereAsLongAsItAttends() throws IOException {
    assertThat(members.others()).containsExactly("two");
    for (int i = 0; i < 10; i++) {
      shelf.attend("two");
      pass(500);
    }
    assertThat(members.others()).containsExactly("two");
    pass(1_500);
    assertThat(members.isThere("two")).isTrue();
    pass(500);
    assertThat(members.isThere("two")).isFalse();
    assertThat(members.others()).isEmpty();
    shelf.attend("two");
    pass(500);
    assertThat(members.isThere("two")).isTrue();
  }

  @Test
  void aNodeThatSleptItselfTakesNobodyForDead() throws IOException {
    now += TimeUnit.SECONDS.toNanos(60);
    assertThat(members.isThere("two")).as("before it has looked").isTrue();
    members.look();
    assertThat(members.isThere("two")).as("it had no time to attend").isTrue();
    pass(5_500);
    assertThat(members.isThere("two")).as("it may still come back").isTrue();
    pass(500);
    assertThat(members.isThere("two")).isFalse();
  }

  @Test
  void whoeverLeavesOrNeverCameIsNotThere() throws IOException {
    assertThat(members.isThere("three")).isFalse();
    shelf.leave("two");
    pass(500);
    assertThat(members.isThere("two")).isFalse();
    shelf.attend("three");
    pass(500);
    assertThat(members.others()).containsExactly("three");
  }

  @Test
  void twoNodesOfOneNameNoticeEachOther() throws IOException {
    Members one = new Members(shelf, "same", () -> now);
    Members other = new Members(shelf, "same", () -> now);
    one.look();
    one.look();
    assertThat(one.hasTwin()).as("it changes its mark itself").isFalse();
    other.look();
    one.look();
    other.look();
    assertThat(one.hasTwin()).isTrue();
    assertThat(other.hasTwin()).isTrue();
    now += Members.SILENCE.toNanos() + 1;
    one.look();
    assertThat(one.hasTwin()).as("of the mark before").isTrue();
    now += Members.SILENCE.toNanos() + 1;
    one.look();
    assertThat(one.hasTwin()).as("the other is gone").isFalse();
  }
}
