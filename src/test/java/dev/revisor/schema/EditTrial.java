package dev.revisor.schema;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.desired.Chapter;
import dev.revisor.engine.desired.DesiredText;
import dev.revisor.engine.scratch.Company;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Desired schemas loaded as a whole, and made again after an edit, each in a database of its own;
/// as an extension of the class that tries them.
final class EditTrial implements AfterAllCallback {
  private static final Selection ALL = Selection.of(List.of("*"), List.of());

  private final SchemaDatabase whole;
  private final SchemaDatabase part;
  private final Connection toWhole;
  private final Connection toPart;

  EditTrial() {
    var one = PostgresServer.newDatabase();
    var other = PostgresServer.newDatabase();
    whole = new SchemaDatabase(one);
    part = new SchemaDatabase(other);
    toWhole = connected(one);
    toPart = connected(other);
  }

  private static Connection connected(TestDatabase database) {
    try {
      return database.connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DesiredText text(String sql) {
    return new DesiredText(new TreeMap<>(Map.of("schema.sql", sql)), DesiredText.Order.WRITTEN);
  }

  /// What all statements make; empty where one fails.
  Optional<Catalog> whole(String sql) {
    whole.become("");
    var problems = text(sql).load(toWhole, Company.OTHERS);
    reset(toWhole);
    return problems.isEmpty() ? Optional.of(CatalogReader.read(toWhole, ALL)) : Optional.empty();
  }

  /// The statements that the server takes, one after the other.
  List<String> taken(List<String> statements) {
    whole.become("");
    var taken = statements.stream().filter(whole::tries).toList();
    whole.become("RESET ALL");
    return taken;
  }

  /// What is made of an edit alone; empty where that is not tried, or not sure.
  Optional<Catalog> part(String before, Catalog known, String after) {
    return text(after)
        .since(text(before).repeatable().orElseThrow())
        .flatMap(
            edit ->
                edit.isNothing() ? Optional.of(known) : edit.chapter(known).flatMap(this::made));
  }

  private Optional<Catalog> made(Chapter chapter) {
    part.become("");
    var named = CatalogDiff.between(part.read(), chapter.named(), Manner.PLAIN);
    try (var statement = toPart.createStatement()) {
      for (var each : named.parts()) {
        for (var sql : each.statements()) {
          statement.execute(sql);
        }
      }
    } catch (SQLException _) {
      return Optional.empty();
    }
    try {
      return chapter.load(toPart, Company.OTHERS)
          ? chapter.joined(CatalogReader.read(toPart, ALL))
          : Optional.empty();
    } finally {
      reset(toPart);
    }
  }

  private static void reset(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("RESET ALL");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    whole.close();
    part.close();
    toWhole.close();
    toPart.close();
  }
}
