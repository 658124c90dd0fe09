package dev.revisor.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.Kind;
import dev.revisor.schema.Selection;
import dev.revisor.support.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A schema is read in as many statements, however large it is.
class QueryCountIT {
  private static final Selection ALL = Selection.of(List.of("*"), List.of());

  @Test
  void isTheSameForTenAndForFiveHundredTables() throws SQLException {
    var few = statements(10);
    assertThat(few).isPositive().isLessThan(50);
    assertThat(statements(500)).isEqualTo(few);
  }

  private static int statements(int tables) throws SQLException {
    var database = PostgresServer.newDatabase();
    database.execute(
        """
        DO $$ BEGIN
          CREATE TYPE mood AS ENUM ('good', 'bad');
          FOR n IN 1..%d LOOP
            EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY, next int REFERENCES t%%s, c text DEFAULT ''x'', m mood)',
                           n, greatest(n - 1, 1));
            EXECUTE format('CREATE INDEX ON t%%s (c)', n);
            EXECUTE format('CREATE VIEW v%%s AS SELECT c, m FROM t%%s', n, n);
            COMMIT;
          END LOOP;
        END $$"""
            .formatted(tables));
    var count = new AtomicInteger();
    try (var connection = database.connect()) {
      var catalog = CatalogReader.read(counting(Connection.class, connection, count), ALL);
      assertThat(catalog.objects().keySet().stream().filter(id -> id.kind() == Kind.TABLE))
          .hasSize(tables);
    }
    return count.get();
  }

  /// The same connection or statement, with what is executed counted.
  private static <T> T counting(Class<T> type, T original, AtomicInteger count) {
    var proxy =
        Proxy.newProxyInstance(
            QueryCountIT.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                count.incrementAndGet();
              }
              try {
                var result = method.invoke(original, arguments);
                return result instanceof Statement statement
                    ? counting(Statement.class, statement, count)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
