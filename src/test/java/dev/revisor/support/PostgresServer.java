package dev.revisor.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A real PostgreSQL for the tests of one JVM: started by the first that asks, stopped when the JVM
/// ends. Each test takes a database of its own. For other versions see [ServerVersion].
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Holder {
    private static final EmbeddedPostgres SERVER = start(UnaryOperator.identity());
  }

  /// Starts another one, until the JVM ends.
  static EmbeddedPostgres start(UnaryOperator<EmbeddedPostgres.Builder> settings) {
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              // an operator keeps a connection for a while after its test
              .setServerConfig("max_connections", "400");
      var server = settings.apply(builder).start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The port on localhost. The superuser is `postgres`; every password is taken.
  public static int port() {
    return Holder.SERVER.getPort();
  }

  /// A new, empty database.
  public static TestDatabase newDatabase() {
    return newDatabase(port());
  }

  /// A new, empty database of the server at a port.
  static TestDatabase newDatabase(int port) {
    var name = "test_" + DATABASES.incrementAndGet();
    new TestDatabase(port, "postgres").execute("CREATE DATABASE " + name);
    return new TestDatabase(port, name);
  }
}
