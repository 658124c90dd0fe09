package dev.revisor.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for the tests of one JVM: started by the first that asks, stopped when the JVM
/// ends. Each test takes a database of its own.
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Holder {
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_connections", "60")
                .start();
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
  }

  /// The port on localhost. The superuser is `postgres`; every password is taken.
  public static int port() {
    return Holder.SERVER.getPort();
  }

  /// A new, empty database.
  public static TestDatabase newDatabase() {
    var name = "test_" + DATABASES.incrementAndGet();
    new TestDatabase("postgres").execute("CREATE DATABASE " + name);
    return new TestDatabase(name);
  }
}
