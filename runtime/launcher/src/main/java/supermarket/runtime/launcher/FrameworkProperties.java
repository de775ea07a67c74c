package supermarket.runtime.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.osgi.framework.Constants;

/** {@code etc/framework.properties}, with the folders of the distribution filled in. */
final class FrameworkProperties {
  private FrameworkProperties() {}

  /** Bundles above the level at which a framework begins are for operators, up to this one. */
  static final int OPERATORS_LEVEL = 90;

  /** Bundles at this level are the shell of a terminal. */
  static final int CONSOLE_LEVEL = 100;

  private static final String ROLE = "supermarket.role";
  private static final String NODE = "supermarket.node";
  private static final String DEFAULT_DATA = "data";
  private static final int LONGEST_NODE = 64;

  /** The role of a node with these properties. */
  static Role role(Map<String, String> properties) {
    return Role.named(properties.getOrDefault(ROLE, Role.BOTH.toString()));
  }

  /**
   * @param console whether there is a terminal; without one the shell's commands are there all the
   *     same, for {@code bin/supermarket shell}, but it does not read standard input
   */
  static Map<String, String> read(Home home, boolean console) throws IOException {
    Properties file = new Properties();
    Path path = home.etc().resolve("framework.properties");
    try (var reader = Files.newBufferedReader(path)) {
      file.load(reader);
    }
    Map<String, String> properties = new HashMap<>();
    for (String name : file.stringPropertyNames()) {
      properties.put(name, fillIn(file.getProperty(name), home));
    }
    String role = System.getProperty(ROLE);
    if (role != null) {
      properties.put(ROLE, role);
    }
    properties.putIfAbsent(NODE, node(home));
    properties.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
    if (!console) {
      properties.put("gosh.args", "--nointeractive --noshutdown --nohistory");
    }
    return properties;
  }

  /** What the node is called where several are: as its data folder, or as the machine. */
  private static String node(Home home) {
    String name = String.valueOf(home.data().getFileName());
    if (name.equals(DEFAULT_DATA)) {
      try {
        name = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        // As good a name as any.
      }
    }
    String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_NODE));
  }

  private static String fillIn(String value, Home home) {
    return value
        .strip()
        .replace("${supermarket.home}", home.root().toString())
        .replace("${supermarket.data}", home.data().toString());
  }
}
