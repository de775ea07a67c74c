package supermarket.shelf.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Verdict;
import supermarket.library.shelf.Jars;
import supermarket.library.shelf.RevisionText;

/** What is asked of the tables, and done with them. */
final class Tables {

  private Tables() {}

  static long newest(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(number), 0) from revision");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static Optional<Revision> revision(Connection connection, long number)
      throws SQLException, IOException {
    try (PreparedStatement select =
        connection.prepareStatement("select text from revision where number = ?")) {
      select.setLong(1, number);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(number, row.getBytes(1))) : Optional.empty();
      }
    }
  }

  private static Revision read(long number, byte[] text) throws IOException {
    try {
      Revision revision = RevisionText.readRevision(text);
      if (revision.number() != number) {
        throw new IOException("it says that it is revision " + revision.number());
      }
      return revision;
    } catch (IOException e) {
      throw new IOException(
          "revision " + number + " in the table revision is damaged: " + e.getMessage(), e);
    }
  }

  /** Of two at once the second waits for the first, and finds the number taken. */
  static boolean put(Connection connection, Revision revision) throws SQLException, IOException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into revision (number, text) select ?, ?"
                + " where (select coalesce(max(number), 0) from revision) = ?"
                + " on conflict do nothing")) {
      insert.setLong(1, revision.number());
      insert.setBytes(2, RevisionText.write(revision));
      insert.setLong(3, revision.number() - 1);
      return insert.executeUpdate() == 1;
    }
  }

  static int say(Connection connection, long proposal, Verdict verdict)
      throws SQLException, IOException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into verdict (proposal, node, text) values (?, ?, ?)"
                + " on conflict (proposal, node) do update set text = excluded.text")) {
      insert.setLong(1, proposal);
      insert.setString(2, verdict.node());
      insert.setBytes(3, RevisionText.write(verdict));
      return insert.executeUpdate();
    }
  }

  static List<Verdict> verdicts(Connection connection, long proposal)
      throws SQLException, IOException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select text from verdict where proposal = ? order by node collate \"C\"")) {
      select.setLong(1, proposal);
      List<Verdict> said = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          said.add(RevisionText.readVerdict(row.getBytes(1)));
        }
      }
      return said;
    }
  }

  /** The server's clock makes the mark, so that a node that comes again never has an old one. */
  static int attend(Connection connection, String node) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into node (name, mark)"
                + " values (?, (extract(epoch from clock_timestamp()) * 1000000)::bigint)"
                + " on conflict (name) do update set mark = excluded.mark")) {
      insert.setString(1, node);
      return insert.executeUpdate();
    }
  }

  static int leave(Connection connection, String node) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from node where name = ?")) {
      delete.setString(1, node);
      return delete.executeUpdate();
    }
  }

  static Map<String, Long> attendance(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select name, mark from node");
        ResultSet row = select.executeQuery()) {
      Map<String, Long> attending = new TreeMap<>();
      while (row.next()) {
        attending.put(row.getString(1), row.getLong(2));
      }
      return attending;
    }
  }

  /** One that is there is young again, so that it is not pruned before a revision names it. */
  static int keep(Connection connection, String sha256, Path file)
      throws SQLException, IOException {
    try (PreparedStatement update =
        connection.prepareStatement("update content set kept_at = now() where sha256 = ?")) {
      update.setString(1, sha256);
      if (update.executeUpdate() == 1) {
        return 0;
      }
    }
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into content (sha256, bytes) values (?, ?) on conflict do nothing");
        InputStream in = Files.newInputStream(file)) {
      insert.setString(1, sha256);
      insert.setBinaryStream(2, in, Files.size(file));
      return insert.executeUpdate();
    }
  }

  static boolean has(Connection connection, String sha256) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from content where sha256 = ?")) {
      select.setString(1, sha256);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Copies a content; returns the SHA-256 of the copy, or nothing if there is no such content. */
  static Optional<String> fetch(Connection connection, String sha256, Path copy)
      throws SQLException, IOException {
    try (PreparedStatement select =
        connection.prepareStatement("select bytes from content where sha256 = ?")) {
      select.setString(1, sha256);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        try (InputStream in = row.getBinaryStream(1)) {
          return Optional.of(Jars.copy(in, copy));
        }
      }
    }
  }

  /**
   * Deletes old revisions, their verdicts, jars that no other one names, and nodes that died. What
   * is younger than a day may be on its way to a revision, or its node to its next start.
   *
   * @param last the newest of the old revisions
   */
  static int prune(Connection connection, long last) throws SQLException, IOException {
    delete(connection, "delete from revision where number <= ?", last);
    delete(connection, "delete from verdict where proposal <= ?", last);
    Set<String> named = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement("select text from revision");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        named.addAll(Jars.named(RevisionText.readRevision(row.getBytes(1))));
      }
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from content where sha256 <> all(?)"
                + " and kept_at < now() - interval '1 day'")) {
      delete.setArray(1, connection.createArrayOf("text", named.toArray()));
      delete.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from node where mark < extract(epoch from now() - interval '1 day') *"
                + " 1000000")) {
      return delete.executeUpdate();
    }
  }

  private static void delete(Connection connection, String statement, long last)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(statement)) {
      delete.setLong(1, last);
      delete.executeUpdate();
    }
  }
}
