package supermarket.message.broker;

import jakarta.jms.JMSSecurityException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the password for the brokers is. Immutable.
 *
 * @param given the password itself, if there is no file
 * @param file the file that holds it, or null; read at each attempt, so a new password needs no
 *     change of the configuration
 */
record Password(String given, @Nullable Path file) {

  private static final String TO_DO =
      "; it must hold the password and be readable for the user who runs this node";

  static final Password NONE = new Password("", null);

  /**
   * The password of now.
   *
   * @throws JMSSecurityException if its file cannot be read, with a text for the operator
   */
  String read() throws JMSSecurityException {
    if (file == null) {
      return given;
    }
    try {
      String password = Files.readString(file).strip();
      if (password.isEmpty()) {
        throw new JMSSecurityException("password.file: " + file + " is empty" + TO_DO);
      }
      return password;
    } catch (IOException e) {
      throw new JMSSecurityException("password.file: " + file + " " + why(e) + TO_DO);
    }
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case NoSuchFileException gone -> "does not exist";
      case MalformedInputException binary -> "is no text in UTF-8";
      default -> "cannot be read";
    };
  }

  /** Without the password. */
  @Override
  public String toString() {
    return file == null ? "given" : file.toString();
  }
}
