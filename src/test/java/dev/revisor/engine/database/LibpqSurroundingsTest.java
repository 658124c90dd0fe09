package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibpqSurroundingsTest {
  @TempDir private Path home;

  private ConnectionParameters complete(String given, Map<String, String> variables) {
    var parameters = given.isEmpty() ? ConnectionParameters.none() : DatabaseUrl.parse(given);
    return new LibpqSurroundings(variables, home, "worker").complete(parameters);
  }

  private Path passwordFile(String name, String permissions, String... lines) throws IOException {
    var file = Files.write(home.resolve(name), List.of(lines));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void takesTheSystemsUserWhenNothingIsSaid() {
    assertThat(complete("", Map.of())).hasToString("user=worker");
  }

  @Test
  void readsTheVariables() {
    var variables =
        Map.of(
            "PGHOST", "db",
            "PGPORT", "5433",
            "PGDATABASE", "shop",
            "PGUSER", "me",
            "PGPASSWORD", "secret",
            "PGSSLMODE", "require",
            "PGAPPNAME", "",
            "PATH", "/bin");

    assertThat(complete("", variables))
        .hasToString("host=db port=5433 dbname=shop user=me password=*** sslmode=require");
  }

  @Test
  void prefersWhatIsGivenToTheVariables() {
    assertThat(complete("postgresql://me@here/shop", Map.of("PGHOST", "db", "PGUSER", "you")))
        .hasToString("host=here dbname=shop user=me");
  }

  @Test
  void readsTheServiceBeforeTheVariables() throws IOException {
    Files.writeString(
        home.resolve(".pg_service.conf"),
        """
        # ours
        [other]
        host=other
        [shop]
        host=db
        # the first one counts
        dbname=shop
        dbname=later
        [shop]
        user=nobody
        """);

    assertThat(complete("", Map.of("PGSERVICE", "shop", "PGHOST", "x", "PGUSER", "me")))
        .hasToString("host=db dbname=shop user=me service=shop");
    assertThat(complete("service=other port=5433", Map.of("PGSERVICE", "shop")))
        .hasToString("host=other port=5433 user=worker service=other");
  }

  @Test
  void readsTheServiceFileThatIsNamed() throws IOException {
    var file = Files.writeString(home.resolve("services"), "[shop]\nhost=db\n");

    assertThat(complete("service=shop", Map.of("PGSERVICEFILE", file.toString())))
        .hasToString("host=db user=worker service=shop servicefile=" + file);
  }

  @Test
  void refusesAServiceThatIsNowhere() {
    assertThatThrownBy(() -> complete("service=shop", Map.of()))
        .hasMessageContaining("no service 'shop'");
  }

  @Test
  void namesTheLineOfABrokenService() throws IOException {
    Files.writeString(home.resolve(".pg_service.conf"), "[shop]\nnonsense\n");

    assertThatThrownBy(() -> complete("service=shop", Map.of()))
        .hasMessageContaining(".pg_service.conf:2");
  }

  @Test
  void takesThePasswordFromTheFile() throws IOException {
    passwordFile(".pgpass", "rw-------", "db:5432:shop:me:secret");

    var found = complete("postgresql://me@db/shop", Map.of());

    assertThat(found.value(Keyword.PASSWORD)).contains("secret");
  }

  @Test
  void prefersThePasswordThatIsGiven() throws IOException {
    passwordFile(".pgpass", "rw-------", "*:*:*:*:secret");

    assertThat(complete("host=db user=me", Map.of("PGPASSWORD", "given")).value(Keyword.PASSWORD))
        .contains("given");
  }

  @Test
  void passesOverAFileThatOthersCanRead() throws IOException {
    passwordFile(".pgpass", "rw-r-----", "*:*:*:*:secret");

    assertThat(complete("host=db user=me", Map.of()).hasPassword()).isFalse();
  }

  @Test
  void readsTheFileThatPgpassfileNames() throws IOException {
    var file = passwordFile("secrets", "rw-------", "*:*:*:me:secret");

    assertThat(
            complete("host=db user=me", Map.of("PGPASSFILE", file.toString()))
                .value(Keyword.PASSWORD))
        .contains("secret");
  }

  /// The wanted entry is that of `db:5432`, database `shop`, user `me`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db:5432:shop:me:pw              | pw",
        "*:*:*:*:pw                      | pw",
        "*:5433:*:*:pw                   | ",
        "DB:5432:shop:me:pw              | ",
        "db:5432:shop:m\\e:pw            | pw",
        "\\*:5432:shop:me:pw             | ",
        "db:5432:shop:me:p\\:w\\\\       | p:w\\",
        "db:5432:shop:me:pw:more         | pw",
        "db:5432:shop:me:                | ''",
        "db:5432:shop:me                 | ",
        "#db:5432:shop:me:pw             | ",
        "nonsense                        | ",
        "''                              | "
      })
  void matchesALineAsLibpqDoes(String line, String password) {
    var found = PasswordFile.find(List.of(line), new Host("db", 5432), "shop", "me");

    assertThat(found.map(Password::value).orElse(null)).isEqualTo(password);
  }

  @Test
  void takesTheFirstLineThatFits() {
    var lines = List.of("x:*:*:*:other", "db:*:*:*:first", "*:*:*:*:second");

    assertThat(PasswordFile.find(lines, new Host("db", 5432), "shop", "me").map(Password::value))
        .contains("first");
  }
}
