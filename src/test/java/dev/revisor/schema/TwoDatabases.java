package dev.revisor.schema;

import dev.revisor.schema.ddl.Manner;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.util.List;

/// Two databases of one server, for schemas that lead to each other.
///
/// @param nothing what either reads as while nothing is in it
record TwoDatabases(SchemaDatabase one, SchemaDatabase other, Catalog nothing) {
  static TwoDatabases of(TestDatabase one, TestDatabase other) {
    var first = new SchemaDatabase(one);
    first.become("");
    return new TwoDatabases(first, new SchemaDatabase(other), first.read());
  }

  /// New ones on the newest server.
  static TwoDatabases made() {
    return of(PostgresServer.newDatabase(), PostgresServer.newDatabase());
  }

  /// See [RoundTrip#between].
  void leadToEachOther(SchemaPairs pair) {
    RoundTrip.between(pair, one, other, nothing);
  }

  /// An empty database becomes the newer schema, and empty again.
  void leadFromNothing(SchemaPairs pair) {
    other.become(pair.after());
    one.become("");
    new RoundTrip(one, nothing, nothing, other.read(), Manner.ONLINE).thereAndBack(List.of());
  }

  void close() {
    one.close();
    other.close();
  }
}
