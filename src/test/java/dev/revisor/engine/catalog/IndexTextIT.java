package dev.revisor.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.Selection;
import dev.revisor.support.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Texts of plain indexes are put together by our query: they are those of `pg_get_indexdef`.
class IndexTextIT {
  private static final String INDEXES =
      """
      CREATE TYPE mood AS ENUM ('good', 'bad');
      CREATE DOMAIN code AS varchar(10);
      CREATE SCHEMA "Odd one";
      CREATE TABLE "Odd one"."Things" (
        id int, "Select" text, name varchar(40), fixed char(5), label name, kind mood, code code, tags text[], numbers int[],
        document jsonb, address inet, sorted text COLLATE "C", span int4range, at timestamptz, amount numeric(10,2),
        mark "char", search tsvector, key uuid, flag boolean, gone int);
      ALTER TABLE "Odd one"."Things" DROP COLUMN gone;
      CREATE INDEX ON "Odd one"."Things" (id);
      CREATE UNIQUE INDEX ON "Odd one"."Things" (id, "Select" DESC, name NULLS FIRST, at DESC NULLS LAST, amount ASC NULLS LAST);
      CREATE INDEX "Odd; index" ON "Odd one"."Things" (name, fixed, label, kind, code, tags, numbers, document, address, sorted);
      CREATE INDEX ON "Odd one"."Things" (fixed);
      CREATE INDEX ON "Odd one"."Things" (label);
      CREATE INDEX ON "Odd one"."Things" (kind);
      CREATE INDEX ON "Odd one"."Things" (code);
      CREATE INDEX ON "Odd one"."Things" (numbers, document, span, mark, search, key, flag);
      CREATE INDEX ON "Odd one"."Things" (sorted COLLATE "POSIX", sorted, "Select" COLLATE "C");
      CREATE INDEX ON "Odd one"."Things" ("Select" text_pattern_ops, name varchar_pattern_ops DESC, name text_ops, address cidr_ops);
      CREATE INDEX ON "Odd one"."Things" (id) INCLUDE (name, tags);
      CREATE INDEX ON "Odd one"."Things" (id, lower(name));
      CREATE INDEX ON "Odd one"."Things" (id) WHERE name <> '';
      CREATE INDEX ON "Odd one"."Things" (id) WITH (fillfactor = 70);
      CREATE INDEX ON "Odd one"."Things" USING hash (name);
      CREATE INDEX ON "Odd one"."Things" USING gin (tags, document);
      CREATE INDEX ON "Odd one"."Things" USING gist (span);
      CREATE INDEX ON "Odd one"."Things" USING brin (at);
      CREATE UNIQUE INDEX ON "Odd one"."Things" (key) NULLS NOT DISTINCT;
      CREATE MATERIALIZED VIEW seen AS SELECT id, name FROM "Odd one"."Things";
      CREATE UNIQUE INDEX ON seen (name DESC, id);
      CREATE TABLE parted (id int, name text) PARTITION BY LIST (id);
      CREATE TABLE part PARTITION OF parted FOR VALUES IN (1);
      CREATE INDEX ON parted (name);
      CREATE INDEX ON ONLY parted (id, name);
      CREATE INDEX ON part (id DESC);
      """;

  private static final String PRINTED =
      """
      SELECT quote_ident(n.nspname), quote_ident(c.relname), regexp_replace(pg_get_indexdef(c.oid), '^CREATE (UNIQUE )?INDEX .*? ON ', 'ON ')
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.oid >= 16384 AND c.relkind = 'i' AND n.nspname <> 'pg_toast'
         AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid)""";

  @Test
  void isAsTheServerPrintsIt() throws SQLException {
    var database = PostgresServer.newDatabase();
    database.execute(INDEXES);
    try (var connection = database.connect()) {
      var read = new TreeMap<ObjectId, String>();
      CatalogReader.read(connection, Selection.of(List.of("*"), List.of()))
          .objects()
          .values()
          .stream()
          .filter(object -> object.id().kind() == Kind.INDEX)
          .forEach(index -> read.put(index.id(), index.get("definition", "")));
      var printed = printed(connection);
      assertThat(printed).hasSizeGreaterThan(20);
      printed.forEach((id, text) -> assertThat(read.get(id)).isEqualTo(text));
    }
  }

  /// With the names that the server writes when there is no search path.
  private static Map<ObjectId, String> printed(Connection connection) throws SQLException {
    var printed = new TreeMap<ObjectId, String>();
    try (var statement = connection.createStatement()) {
      statement.execute("SET search_path = ''");
      try (var rows = statement.executeQuery(PRINTED)) {
        while (rows.next()) {
          var id = new ObjectId(Kind.INDEX, rows.getString(1), rows.getString(2));
          printed.put(id, rows.getString(3));
        }
      }
    }
    return printed;
  }
}
