package dev.revisor.engine.database;

import dev.revisor.engine.result.RevisorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Opens connections to one database. The first may be opened ahead, in the background: to connect
/// takes a short run as long as to read its directory. For one thread.
public final class Connections implements AutoCloseable {
  private final ConnectionSettings settings;
  private @Nullable CompletableFuture<Connection> first;

  private Connections(ConnectionSettings settings, @Nullable CompletableFuture<Connection> first) {
    this.settings = settings;
    this.first = first;
  }

  /// Each is opened when it is asked for.
  public static Connections to(ConnectionSettings settings) {
    return new Connections(settings, null);
  }

  /// The first is being opened from now on.
  public static Connections ahead(ConnectionSettings settings) {
    var first = new CompletableFuture<Connection>();
    Thread.ofPlatform()
        .daemon()
        .name("revisor-connect")
        .start(
            () -> {
              try {
                first.complete(Connector.open(settings));
              } catch (RuntimeException | Error e) {
                first.completeExceptionally(e);
              }
            });
    return new Connections(settings, first);
  }

  /// @throws RevisorException as [Connector#open]
  public Connection open() {
    var opening = first;
    first = null;
    return opening == null ? Connector.open(settings) : opened(opening);
  }

  private static Connection opened(CompletableFuture<Connection> opening) {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RevisorException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      opening.thenAccept(Connections::close);
      throw new IllegalStateException("interrupted while connecting", e);
    }
  }

  /// Closes the one that was opened ahead, if nobody asked for it, once it is open.
  @Override
  public void close() {
    if (first != null) {
      first.thenAccept(Connections::close);
      first = null;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // Nobody used it.
    }
  }
}
