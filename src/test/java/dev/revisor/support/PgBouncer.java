package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A real PgBouncer before the [PostgresServer]; `dev/lib/pgbouncer` finds or fetches the program.
public final class PgBouncer implements AutoCloseable {
  private final int port;
  private final Process process;

  private PgBouncer(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// When a client's server process goes back to the pool.
  public enum Mode {
    SESSION,
    TRANSACTION,
    STATEMENT
  }

  /// @param folder for its configuration and its log
  /// @param size of the pool of a database
  /// @param more lines of the configuration
  public static PgBouncer start(Path folder, Mode mode, int size, String more) {
    var port = freePort();
    var configuration =
        """
        [databases]
        * = host=127.0.0.1 port=%d user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = %d
        %s
        """
            .formatted(
                PostgresServer.port(), port, mode.name().toLowerCase(Locale.ROOT), size, more);
    try {
      var file = Files.createTempFile(folder, "pgbouncer", ".ini");
      Files.writeString(file, configuration);
      var log = Files.createTempFile(folder, "pgbouncer", ".log");
      var process =
          new ProcessBuilder(List.of("dev/lib/pgbouncer", file.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Until.holds("PgBouncer listens", () -> isOpen(port) || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError("PgBouncer does not start: " + Files.readString(log));
      }
      return new PgBouncer(port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOpen(int port) {
    try (var _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// A connection string of libpq's form for a database behind it.
  public String url(TestDatabase database) {
    return "postgresql://postgres@127.0.0.1:" + port + "/" + database.name();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
