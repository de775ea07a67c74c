package supermarket.runtime.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * A folder with a file for each role that holds its password. They are read at each login, so a
 * password changes with its file. Immutable.
 *
 * @param folder where they are
 */
record Passwords(Path folder) {

  private static final int RANDOM_BYTES = 24;
  private static final FileAttribute<?> OWNERS_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * Makes a password for each role that has none, readable by its owner only.
   *
   * @throws IOException if one cannot be made, or one that is there is of no use
   */
  void makeMissing() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OWNERS_FOLDER);
    }
    for (Role role : Role.values()) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      String text = HexFormat.of().formatHex(random) + "\n";
      try (SeekableByteChannel file =
          Files.newByteChannel(
              file(role),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OWNERS_ONLY)) {
        file.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
      } catch (FileAlreadyExistsException itHasOne) {
        // It is the operator's, or from a start before.
        check(role);
      }
    }
  }

  private void check(Role role) throws IOException {
    Path file = file(role);
    String wrong = "";
    if (!Files.isRegularFile(file)) {
      wrong = "is no regular file";
    } else if (!Files.isReadable(file)) {
      wrong = "may not be read by this user";
    } else if (read(role).isEmpty()) {
      wrong = "is empty";
    }
    if (!wrong.isEmpty()) {
      throw new IOException(
          "the password file %s %s: put a password into it, or delete it and one is made"
              .formatted(file, wrong));
    }
  }

  private String read(Role role) throws IOException {
    return Files.readString(file(role)).strip();
  }

  /** Where a role's password is. */
  Path file(Role role) {
    return folder.resolve(role.user());
  }

  /**
   * Whether it is the password of a role.
   *
   * @throws IOException if its file cannot be read
   */
  boolean matches(Role role, String password) throws IOException {
    byte[] right = read(role).getBytes(UTF_8);
    return right.length > 0 && MessageDigest.isEqual(right, password.getBytes(UTF_8));
  }
}
