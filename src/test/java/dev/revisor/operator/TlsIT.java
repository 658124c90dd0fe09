package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Certificate;
import dev.revisor.support.Until;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates from Secrets, for the operator's own look and for the Job: a server that wants to
/// be verified, and that takes its client by certificate alone.
class TlsIT {
  private static final String RULES =
      """
      local   all all trust
      hostssl all certified all cert
      hostnossl all postgres all trust
      """;

  @TempDir private static Path folder;
  private static final TestCluster cluster = TestCluster.shared();
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException, SQLException {
    var own = Certificate.make(folder, "server");
    var client = Certificate.make(folder, "certified");
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    try (var connection = server.getPostgresDatabase().getConnection()) {
      var data = Path.of(value(connection, "SHOW data_directory"));
      copy(own.certificate(), data.resolve("server.crt"), data);
      copy(own.key(), data.resolve("server.key"), data);
      copy(client.certificate(), data.resolve("root.crt"), data);
      Files.writeString(Path.of(value(connection, "SHOW hba_file")), RULES);
      for (var sql :
          new String[] {
            "CREATE ROLE certified LOGIN SUPERUSER",
            "ALTER SYSTEM SET ssl_ca_file = 'root.crt'",
            "ALTER SYSTEM SET ssl = on",
            "SELECT pg_reload_conf()"
          }) {
        connection.createStatement().execute(sql);
      }
    }
    Until.holds("the server asks for TLS", TlsIT::asksForTls);
    secret("server-ca", Map.of("ca.crt", own.text()));
    secret("other-ca", Map.of("ca.crt", client.text()));
    secret("client", Map.of("tls.crt", client.text(), "tls.key", Files.readString(client.key())));
  }

  private static void copy(Path from, Path to, Path data) throws IOException {
    Files.copy(from, to);
    Files.setOwner(to, Files.getOwner(data));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void theServerIsVerifiedAndTheClientKnownByItsCertificate() throws SQLException {
    cluster.apply(yaml("by-certificate", "{caSecret: server-ca, clientSecret: client}"));
    cluster.awaitReason("by-certificate", "Succeeded");
    try (var connection = connect()) {
      assertThat(value(connection, "SELECT version_num FROM revisor.version")).isEqualTo("b2b2");
      assertThat(value(connection, "SELECT DISTINCT database_user FROM revisor.run"))
          .isEqualTo("certified");
    }
  }

  @Test
  void aServerThatTheCertificateIsNotOfIsNotTrusted() {
    cluster.apply(yaml("by-wrong-ca", "{caSecret: other-ca, clientSecret: client}"));
    assertThat(cluster.awaitReason("by-wrong-ca", "DatabaseUnreachable").message())
        .startsWith("spec.database.url: ");
    assertThat(cluster.jobs("by-wrong-ca")).isEmpty();
    cluster.delete("by-wrong-ca");
  }

  @Test
  void aSecretWithoutTheCertificateIsNamed() {
    cluster.apply(yaml("by-no-key", "{caSecret: client, clientSecret: client}"));
    assertThat(cluster.awaitReason("by-no-key", "SecretKeyMissing").message())
        .isEqualTo("spec.database.tls.caSecret: Secret \"client\" has no key \"ca.crt\"");
    cluster.delete("by-no-key");
  }

  private static String yaml(String name, String tls) {
    var url = "postgresql://certified@localhost:" + server.getPort() + "/postgres";
    return new Sample(name, url, "shop:1", "head", Map.of())
        .with("database", "tls", tls)
        .yaml()
        .replace("    credentials: {secretName: db}\n", "");
  }

  private static void secret(String name, Map<String, String> data) {
    cluster
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(TestCluster.NAMESPACE)
                .endMetadata()
                .withStringData(data)
                .build())
        .serverSideApply();
  }

  private static boolean asksForTls() {
    try (var connection = connect()) {
      return value(connection, "SHOW ssl").equals("on");
    } catch (SQLException _) {
      return false;
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?sslmode=disable",
        "postgres",
        "");
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
