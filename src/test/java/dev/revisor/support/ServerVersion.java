package dev.revisor.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// A major version of PostgreSQL that is supported, with a server of it: started by the first test
/// that asks for a database, stopped when the JVM ends.
///
///     @ParameterizedTest
///     @MethodSource("dev.revisor.support.ServerVersion#all")
///     void works(ServerVersion version) {
///       var database = version.newDatabase();
///
/// `-Drevisor.postgres.versions` is the list: pom.xml pins it.
///
/// @param number of the binaries, such as `14.20.0`
public record ServerVersion(String number) {
  private static final String PROPERTY = "revisor.postgres.versions";
  private static final Map<ServerVersion, EmbeddedPostgres> SERVERS = new ConcurrentHashMap<>();

  /// The oldest first. The newest is the version of the [PostgresServer].
  public static List<ServerVersion> all() {
    var numbers = Objects.requireNonNull(System.getProperty(PROPERTY), PROPERTY);
    return List.of(numbers.strip().split("\\s+")).stream().map(ServerVersion::new).toList();
  }

  /// The oldest and the newest, for tests that take long.
  public static List<ServerVersion> outermost() {
    return List.of(all().getFirst(), all().getLast());
  }

  /// Such as 14.
  public int major() {
    return Integer.parseInt(number.substring(0, number.indexOf('.')));
  }

  /// A new, empty database.
  public TestDatabase newDatabase() {
    return PostgresServer.newDatabase(port());
  }

  /// The port on localhost. The superuser is `postgres`; every password is taken.
  public int port() {
    return equals(all().getLast())
        ? PostgresServer.port()
        : SERVERS.computeIfAbsent(this, ServerVersion::start).getPort();
  }

  private EmbeddedPostgres start() {
    var binaries = Binaries.of(number);
    return PostgresServer.start(
        builder -> builder.setPgBinaryResolver((_, _) -> Binaries.archive(binaries)));
  }

  @Override
  public String toString() {
    return "PostgreSQL " + major();
  }
}
