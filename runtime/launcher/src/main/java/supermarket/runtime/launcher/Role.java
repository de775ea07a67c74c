package supermarket.runtime.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which part of the way of a basket a node does. */
enum Role {
  /** HTTP only. */
  GATEWAY,
  /** Pricing only. */
  BASKET,
  /** All of it. */
  BOTH;

  /**
   * By its name.
   *
   * @throws IllegalStateException with a text for the operator
   */
  static Role named(String name) {
    for (Role role : values()) {
      if (role.toString().equals(name)) {
        return role;
      }
    }
    String all = Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "));
    throw new IllegalStateException("'" + name + "' is no role of a node; there are " + all + ".");
  }

  boolean hasGateway() {
    return this != BASKET;
  }

  /** Whether the bundles of a folder, such as {@code 80-gateway}, are for this role. */
  boolean needs(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return switch (name.substring(name.indexOf('-') + 1)) {
      case "gateway" -> hasGateway();
      case "basket", "intake" -> this != GATEWAY;
      default -> true;
    };
  }

  /** The name that operators write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
