package dev.revisor.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A real PostgreSQL for the tests of one JVM: started by the first that asks, stopped when the JVM
/// ends. Each test takes a database of its own. For other versions see [ServerVersion].
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /// Each reads from a pipe that this JVM holds open as long as it lives.
  private static final List<Process> KEEPERS = new CopyOnWriteArrayList<>();

  /// Ends the server and deletes its folder once the JVM has ended, in whatever way: the hundreds
  /// of databases of a whole run take longer than Surefire waits for shutdown hooks.
  private static final String KEEPER =
      """
      trap '' HUP INT TERM
      cat >/dev/null
      read -r server <"$1/postmaster.pid" && kill -QUIT "$server"
      while [ -e "$1/postmaster.pid" ] && kill -0 "$server"; do sleep 0.1; done
      rm -rf "$1"
      """;

  private PostgresServer() {}

  private static final class Holder {
    private static final EmbeddedPostgres SERVER = start(UnaryOperator.identity());
  }

  /// Starts another one, until the JVM ends.
  static EmbeddedPostgres start(UnaryOperator<EmbeddedPostgres.Builder> settings) {
    try {
      var folder = Files.createTempDirectory("postgres");
      KEEPERS.add(keeper(folder));
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              // an operator keeps a connection for a while after its test
              .setServerConfig("max_connections", "400");
      return settings.apply(builder).start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static Process keeper(Path folder) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", KEEPER, "sh", folder.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
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
