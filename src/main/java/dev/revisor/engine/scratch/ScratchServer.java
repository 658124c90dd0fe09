package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;

/// Where scratch databases are made.
public interface ScratchServer extends AutoCloseable {
  /// A new, empty database like the one that the server was named by: its encoding, collation and
  /// settings.
  ///
  /// @throws dev.revisor.engine.result.RevisorException ScratchUnavailable, and what connecting
  ///   throws
  ScratchDatabase create();

  /// What decides what statements make there. Of a server of our own it is known before it is
  /// started.
  ///
  /// @throws dev.revisor.engine.result.RevisorException as [#create]
  ServerIdentity identity();

  /// Who else is there.
  Company company();

  /// Whether databases that matter live there, so that statements that reach beyond the scratch are
  /// refused.
  default boolean isShared() {
    return company() == Company.OTHERS;
  }

  /// Ends what was started.
  @Override
  void close();

  /// One on the server of a database, which itself is left alone.
  static ScratchServer beside(ConnectionSettings database) {
    return new SameServer(database, Company.OTHERS);
  }

  /// One on a server that the user gave for scratch databases.
  ///
  /// @param database one of the server's, to connect to; it is left alone
  static ScratchServer given(ConnectionSettings database) {
    return new SameServer(database, Company.GIVEN);
  }

  /// One that is started for the purpose from PostgreSQL's programs, once a database is wanted.
  static ScratchServer embedded(Embedded embedded) {
    return new OnDemand(embedded);
  }
}
