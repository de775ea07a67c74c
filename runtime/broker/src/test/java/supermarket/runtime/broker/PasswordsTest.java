package supermarket.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {

  @TempDir Path folder;
  private Passwords passwords;

  @BeforeEach
  void make() throws IOException {
    passwords = new Passwords(folder.resolve("passwords"));
    passwords.makeMissing();
  }

  @Test
  void eachRoleHasItsOwnAndKeepsIt() throws IOException {
    String gateway = Files.readString(passwords.file(Role.GATEWAY)).strip();
    passwords.makeMissing();
    assertThat(passwords.matches(Role.GATEWAY, gateway)).isTrue();
    assertThat(passwords.matches(Role.BASKET, gateway)).isFalse();
  }

  @Test
  void whatIsOfNoUseIsToldAtTheStart() throws IOException {
    Files.writeString(passwords.file(Role.GATEWAY), " \n");
    assertThatIOException()
        .isThrownBy(passwords::makeMissing)
        .withMessageContaining("passwords/gateway is empty: put a password into it, or delete it");
    Files.delete(passwords.file(Role.GATEWAY));
    Files.createDirectory(passwords.file(Role.GATEWAY));
    assertThatIOException()
        .isThrownBy(passwords::makeMissing)
        .withMessageContaining("passwords/gateway is no regular file");
  }
}
