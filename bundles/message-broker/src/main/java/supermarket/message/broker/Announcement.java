package supermarket.message.broker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself on a broker, all of it, again and again. In CBOR, like the other
 * messages.
 *
 * @param node which node
 * @param role what it does: {@code gateway}, {@code basket} or {@code both}
 * @param ended whether these are its last words
 * @param servers its basket servers that consume on this broker
 * @param facts what else it tells of itself, by name
 */
record Announcement(
    NodeId node, String role, boolean ended, List<Server> servers, Map<String, String> facts) {

  private static final int NODE = 0;
  private static final int LIFE = 1;
  private static final int ROLE = 2;
  private static final int ENDED = 3;
  private static final int SERVERS = 4;
  private static final int FACTS = 5;

  private static final int SERVER_ITEMS = 3;
  private static final int MOST_SERVERS = 32;
  private static final int MOST_FACTS = 16;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** Takes unmodifiable copies. */
  Announcement {
    servers = List.copyOf(servers);
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /**
   * A basket server.
   *
   * @param name its name, unique in its node
   * @param queue where it consumes; another one each time it connects
   * @param leaving whether it takes no more, but finishes what it has
   */
  record Server(String name, String queue, boolean leaving) {}

  /** Whether a name can be part of a queue's. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** As it travels. */
  ByteSequence content() {
    CborWriter out = Frame.writer(256);
    out.map(6);
    out.integer(NODE);
    out.text(node.name());
    out.integer(LIFE);
    out.text(node.life());
    out.integer(ROLE);
    out.text(role);
    out.integer(ENDED);
    out.integer(ended ? 1 : 0);
    out.integer(SERVERS);
    out.array(servers.size());
    for (Server server : servers) {
      out.array(SERVER_ITEMS);
      out.text(server.name());
      out.text(server.queue());
      out.integer(server.leaving() ? 1 : 0);
    }
    out.integer(FACTS);
    out.map(facts.size());
    facts.forEach(
        (name, value) -> {
          out.text(name);
          out.text(value);
        });
    return out.written();
  }

  /** Reads what another node wrote. */
  static Announcement read(ByteSequence content) throws Unreadable {
    CborReader in = Frame.reader(content);
    @Nullable String node = null;
    @Nullable String life = null;
    String role = "";
    boolean ended = false;
    List<Server> servers = List.of();
    Map<String, String> facts = Map.of();
    for (int entries = in.map(); entries > 0; entries--) {
      long key = in.integer();
      if (key == NODE) {
        node = name(in);
      } else if (key == LIFE) {
        life = name(in);
      } else if (key == ROLE) {
        role = name(in);
      } else if (key == ENDED) {
        ended = in.integer() != 0;
      } else if (key == SERVERS) {
        servers = servers(in);
      } else if (key == FACTS) {
        facts = facts(in);
      } else {
        in.skip();
      }
    }
    if (node == null || life == null) {
      throw new Unreadable("an announcement lacks something");
    }
    for (Server server : servers) {
      if (!Queues.isBaskets(server.queue(), node, server.name())) {
        throw new Unreadable("a server would consume from a queue that is not its own");
      }
    }
    return new Announcement(new NodeId(node, life), role, ended, servers, facts);
  }

  private static Map<String, String> facts(CborReader in) throws Unreadable {
    int count = in.map();
    if (count > MOST_FACTS) {
      throw new Unreadable("an announcement of too many facts");
    }
    Map<String, String> facts = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String name = name(in);
      facts.put(name, name(in));
    }
    return facts;
  }

  private static List<Server> servers(CborReader in) throws Unreadable {
    int count = in.array();
    if (count > MOST_SERVERS) {
      throw new Unreadable("an announcement of too many servers");
    }
    List<Server> servers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int items = in.array();
      if (items < SERVER_ITEMS) {
        throw new Unreadable("a server lacks something");
      }
      String name = name(in);
      String queue = in.text();
      servers.add(new Server(name, queue, in.integer() != 0));
      for (int unknown = items - SERVER_ITEMS; unknown > 0; unknown--) {
        in.skip();
      }
    }
    return servers;
  }

  private static String name(CborReader in) throws Unreadable {
    String name = in.text();
    if (!isName(name)) {
      throw new Unreadable("something else where a name should be");
    }
    return name;
  }
}
