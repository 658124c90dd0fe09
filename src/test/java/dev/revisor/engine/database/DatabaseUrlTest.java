package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  /// @param parameters as [ConnectionParameters] prints them: in the order of [Keyword]
  record Case(String url, String parameters) {
    @Override
    public String toString() {
      return url;
    }
  }

  static Stream<Case> urls() {
    return Stream.of(
        new Case("postgresql://", ""),
        new Case("postgresql://localhost", "host=localhost"),
        new Case("postgres://localhost:5433", "host=localhost port=5433"),
        new Case("postgresql://localhost/shop", "host=localhost dbname=shop"),
        new Case("postgresql:///shop", "dbname=shop"),
        new Case("postgresql://me@db/shop", "host=db dbname=shop user=me"),
        new Case("postgresql://me:s3cret@db/shop", "host=db dbname=shop user=me password=***"),
        new Case(
            "postgresql://a:1,b,c:3/shop?target_session_attrs=any",
            "host=a,b,c port=1,,3 dbname=shop target_session_attrs=any"),
        new Case(
            "postgresql://[2001:db8::1234]:5433/shop", "host=2001:db8::1234 port=5433 dbname=shop"),
        new Case("postgresql://%2Fvar%2Frun/shop", "host=/var/run dbname=shop"),
        new Case(
            "postgresql://u%40x:p%3A+%2F@db/my%20shop",
            "host=db dbname=my shop user=u@x password=***"),
        new Case("postgresql://u@other@db/shop", "host=db dbname=shop user=u@other"),
        new Case("postgresql:///shop?host=db&port=5433", "host=db port=5433 dbname=shop"),
        new Case("postgresql://db/shop?ssl=true", "host=db dbname=shop sslmode=require"),
        new Case(
            "postgresql://db/shop?connect_timeout=3&application_name=a%20b",
            "host=db dbname=shop application_name=a b connect_timeout=3"),
        new Case("postgresql://db/shop?keepalives_idle=10", "host=db dbname=shop"),
        new Case("host=db port=5433 dbname=shop user=me", "host=db port=5433 dbname=shop user=me"),
        new Case(" host = db  dbname='my shop' password='it''s' options='-c a=\\'b\\''", "refused"),
        new Case(
            "host = db  dbname='my shop' password=a\\ b\\\\ options='-c a=\\'b\\''",
            "host=db dbname=my shop password=*** options=-c a='b'"),
        new Case("jdbc:postgresql://db:5433/shop", "host=db port=5433 dbname=shop"),
        new Case("jdbc:postgresql:shop", "dbname=shop"),
        new Case("jdbc:postgresql://a,b:2/shop", "host=a,b port=,2 dbname=shop"),
        new Case(
            "jdbc:postgresql://db/shop?user=me&password=x%26y&ssl=true&connectTimeout=4",
            "host=db port= dbname=shop user=me password=*** connect_timeout=4 sslmode=verify-full"),
        new Case(
            "jdbc:postgresql://db/shop?targetServerType=primary&reWriteBatchedInserts=true",
            "host=db port= dbname=shop target_session_attrs=read-write"),
        new Case(
            "jdbc:postgresql://db/shop?sslmode=require&ssl=true",
            "host=db port= dbname=shop sslmode=require"),
        new Case(
            "jdbc:postgresql://db/shop?currentSchema=a,b",
            "host=db port= dbname=shop options=-c search_path=a,b"));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void readsEverySpelling(Case example) {
    if (example.parameters.equals("refused")) {
      assertThatThrownBy(() -> DatabaseUrl.parse(example.url)).isInstanceOf(RevisorException.class);
    } else {
      assertThat(DatabaseUrl.parse(example.url)).hasToString(example.parameters);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://secret@db/shop",
        "secret",
        "jdbc:mysql://secret@db/shop",
        "postgresql://me:secret@db/shop?colour=secret",
        "postgresql://me:secret@db/shop?sslcrl=x",
        "postgresql://me:secret@[::1/shop",
        "postgresql://me:secret%zz@db/shop",
        "postgresql://me:secret%00@db/shop",
        "postgresql://me:secret@db/shop?x",
        "host=db password='secret",
        "host=db secret",
        "jdbc:postgresql://me:secret@db/shop",
        "jdbc:postgresql://db/shop?password=secret&socketFactory=evil.Factory",
        "jdbc:postgresql://db/shop?password=secret&unheardOf=1"
      })
  void refusesWithoutQuotingTheText(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOfSatisfying(
            RevisorException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.InvalidConfiguration);
              assertThat(e.getMessage()).doesNotContain("secret");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:secret@db/shop",
        "postgresql://db/shop?password=secret",
        "postgresql://db/shop?sslpassword=secret",
        "host=db password=secret",
        "jdbc:postgresql://db/shop?password=secret"
      })
  void refusesAPasswordWhereOthersCanSeeIt(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parseWithoutPassword(url))
        .hasMessageContaining("must not hold a password")
        .hasMessageNotContaining("secret");
  }

  @Test
  void neverPrintsASecret() {
    var parameters =
        DatabaseUrl.parse("postgresql://me:secret@db/shop?sslpassword=secret&sslmode=require");
    var settings = ConnectionSettings.of(parameters);

    assertThat(parameters.toString()).doesNotContain("secret");
    assertThat(settings.toString()).isEqualTo("postgresql://me@db:5432/shop");
    assertThat(settings.jdbcUrl()).doesNotContain("secret");
    assertThat(settings.password().orElseThrow().toString()).isEqualTo("***");
    assertThat(settings.properties()).containsEntry("password", "secret");
  }
}
