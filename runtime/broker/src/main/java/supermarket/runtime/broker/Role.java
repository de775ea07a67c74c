package supermarket.runtime.broker;

import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.jaas.UserPrincipal;

/** What a node does: its user name at the broker, and the groups that activemq.xml speaks of. */
enum Role {
  /** Sends baskets and takes their replies. */
  GATEWAY,
  /** Takes baskets and replies. */
  BASKET,
  /** Does both. */
  BOTH;

  /** The user name of nodes with this role, and the name of the file with their password. */
  String user() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with this user name. */
  static Optional<Role> of(String user) {
    return Stream.of(values()).filter(role -> role.user().equals(user)).findAny();
  }

  /** The user and its groups. */
  Set<Principal> principals() {
    Principal user = new UserPrincipal(user());
    return switch (this) {
      case GATEWAY -> Set.of(user, new GroupPrincipal("gateways"));
      case BASKET -> Set.of(user, new GroupPrincipal("baskets"));
      case BOTH -> Set.of(user, new GroupPrincipal("gateways"), new GroupPrincipal("baskets"));
    };
  }
}
