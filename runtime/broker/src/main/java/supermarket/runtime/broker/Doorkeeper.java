package supermarket.runtime.broker;

import java.io.IOException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.security.AbstractAuthenticationBroker;
import org.apache.activemq.security.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets nodes in by their role and its password. Thread-safe. */
final class Doorkeeper extends AbstractAuthenticationBroker {

  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
  private static final String REFUSAL = "User name or password is wrong";

  private final Passwords passwords;

  Doorkeeper(Broker next, Passwords passwords) {
    super(next);
    this.passwords = passwords;
  }

  private static final class Known extends SecurityContext {
    private final Set<Principal> principals;

    Known(Role role) {
      super(role.user());
      principals = role.principals();
    }

    @Override
    public Set<Principal> getPrincipals() {
      return principals;
    }
  }

  @Override
  public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
    SecurityContext known = authenticate(info.getUserName(), info.getPassword(), null);
    context.setSecurityContext(known);
    securityContexts.add(known);
    try {
      super.addConnection(context, info);
    } catch (Exception | Error e) {
      securityContexts.remove(known);
      context.setSecurityContext(null);
      throw e;
    }
  }

  @Override
  public SecurityContext authenticate(
      @Nullable String user, @Nullable String password, X509Certificate @Nullable [] none) {
    Role role = Role.of(user == null ? "" : user).orElseThrow(() -> new SecurityException(REFUSAL));
    try {
      if (password != null && passwords.matches(role, password)) {
        return new Known(role);
      }
    } catch (IOException e) {
      LOG.error("The password of {} cannot be read: {}", role.user(), e.toString());
    }
    throw new SecurityException(REFUSAL);
  }
}
