package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.support.Certificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Credentials and TLS against a server that asks for them.
class ConnectorIT {
  private static final String RULES =
      """
      local   all postgres trust
      host    all postgres all trust
      hostssl all certified all cert
      hostssl all secured all scram-sha-256
      host    all known all scram-sha-256
      """;

  @TempDir private static Path folder;
  private static EmbeddedPostgres server;
  private static Certificate serverCertificate;
  private static Certificate clientCertificate;

  @BeforeAll
  static void start() throws IOException, SQLException {
    serverCertificate = Certificate.make(folder, "server");
    clientCertificate = Certificate.make(folder, "certified");
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    try (var connection = server.getPostgresDatabase().getConnection()) {
      var data = Path.of(show(connection, "data_directory"));
      copy(serverCertificate.certificate(), data.resolve("server.crt"), data);
      copy(serverCertificate.key(), data.resolve("server.key"), data);
      copy(clientCertificate.certificate(), data.resolve("root.crt"), data);
      Files.writeString(Path.of(show(connection, "hba_file")), RULES);
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE ROLE known LOGIN PASSWORD 'right'");
        statement.execute("CREATE ROLE secured LOGIN PASSWORD 'right'");
        statement.execute("CREATE ROLE certified LOGIN");
        statement.execute("ALTER SYSTEM SET ssl_ca_file = 'root.crt'");
        statement.execute("ALTER SYSTEM SET ssl = on");
        statement.execute("SELECT pg_reload_conf()");
      }
    }
    awaitTls();
  }

  /// With the owner that the server runs as.
  private static void copy(Path from, Path to, Path data) throws IOException {
    Files.copy(from, to);
    Files.setOwner(to, Files.getOwner(data));
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void awaitTls() {
    dev.revisor.support.Until.holds(
        "the server speaks TLS",
        () -> {
          try (var _ = Connector.open(settings("user=postgres sslmode=require"))) {
            return true;
          } catch (RevisorException | SQLException _) {
            return false;
          }
        });
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static ConnectionSettings settings(String parameters) {
    return ConnectionSettings.of(
        DatabaseUrl.parse(
            "host=localhost dbname=postgres port=" + server.getPort() + " " + parameters));
  }

  private static String user(ConnectionSettings settings) throws SQLException {
    try (var connection = Connector.open(settings);
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT current_user || ' ' || ssl FROM pg_stat_ssl"
                    + " WHERE pid = pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static String roots() {
    return " sslrootcert=" + serverCertificate.certificate();
  }

  private static String client() {
    return " sslcert=" + clientCertificate.certificate() + " sslkey=" + clientCertificate.key();
  }

  @Test
  void sendsAPassword() throws SQLException {
    assertThat(user(settings("user=known password=right sslmode=disable")))
        .isEqualTo("known false");
    assertThat(user(settings("user=secured password=right"))).isEqualTo("secured true");
    assertThat(user(settings("user=secured password=right channel_binding=require")))
        .isEqualTo("secured true");
  }

  @Test
  void takesAServiceAndItsPasswordFromFiles() throws IOException, SQLException {
    var services = folder.resolve("services");
    Files.writeString(
        services, "[shop]\nhost=localhost\nport=%d\nuser=known\n".formatted(server.getPort()));
    var passwords = folder.resolve(".pgpass");
    Files.writeString(passwords, "localhost:*:postgres:known:right\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    var variables =
        Map.of("PGSERVICE", "shop", "PGSERVICEFILE", services.toString(), "PGDATABASE", "postgres");

    var parameters =
        new LibpqSurroundings(variables, folder, "nobody").complete(ConnectionParameters.none());

    assertThat(user(ConnectionSettings.of(parameters))).isEqualTo("known true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user=known password=wrong",
        "user=known",
        "user=nobody password=right",
        "user=secured password=right sslmode=disable",
        "user=certified sslmode=require"
      })
  void saysThatCredentialsAreNotAccepted(String parameters) {
    assertThatThrownBy(() -> Connector.open(settings(parameters)))
        .hasMessageNotContaining("wrong")
        .extracting(e -> ((RevisorException) e).reason())
        .isEqualTo(Reason.AuthenticationFailed);
  }

  @ParameterizedTest
  @CsvSource({
    "disable, false",
    "allow, false",
    "prefer, true",
    "require, true",
    "verify-ca, true",
    "verify-full, true"
  })
  void encryptsAsTheModeSays(String mode, String encrypted) throws SQLException {
    assertThat(user(settings("user=postgres sslmode=" + mode + roots())))
        .isEqualTo("postgres " + encrypted);
  }

  @Test
  void takesCertificatesAsText() throws SQLException {
    var parameters =
        DatabaseUrl.parse(
                "host=localhost dbname=postgres user=postgres sslmode=verify-full port="
                    + server.getPort())
            .withRootCertificates(serverCertificate.text());

    assertThat(user(ConnectionSettings.of(parameters))).isEqualTo("postgres true");
  }

  @Test
  void showsACertificateOfItsOwn() throws SQLException {
    assertThat(user(settings("user=certified sslmode=verify-full" + roots() + client())))
        .isEqualTo("certified true");
  }

  @Test
  void doesNotTrustAnotherCertificate() {
    var parameters =
        "user=postgres sslmode=verify-ca sslrootcert=" + clientCertificate.certificate();

    assertThatThrownBy(() -> Connector.open(settings(parameters)))
        .hasMessageContaining("certification path")
        .extracting(e -> ((RevisorException) e).reason())
        .isEqualTo(Reason.DatabaseUnreachable);
  }

  @Test
  void doesNotTrustAnotherHost() {
    var parameters = settings("host=127.0.0.1 user=postgres sslmode=verify-full" + roots());

    assertThatThrownBy(() -> Connector.open(parameters)).hasMessageContaining("127.0.0.1");
  }

  @Test
  void namesTheFileThatIsMissing() {
    var parameters = "user=postgres sslmode=verify-full sslrootcert=/nowhere/ca.pem";

    assertThatThrownBy(() -> Connector.open(settings(parameters)))
        .hasMessageContaining("/nowhere/ca.pem");
  }

  @Test
  void triesTheNextHost() throws SQLException {
    var parameters =
        "postgresql://postgres@localhost:1,localhost:" + server.getPort() + "/postgres";

    assertThat(user(ConnectionSettings.of(DatabaseUrl.parse(parameters))))
        .isEqualTo("postgres true");
  }
}
