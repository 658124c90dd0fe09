package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
  private static ConnectionSettings settings(String url) {
    return ConnectionSettings.of(DatabaseUrl.parse(url));
  }

  @Test
  void takesTheDefaultsOfLibpq() {
    var settings = settings("postgresql://me@");

    assertThat(settings.hosts()).containsExactly(new Host("localhost", 5432));
    assertThat(settings.database()).isEqualTo("me");
    assertThat(settings.password()).isEmpty();
    assertThat(settings.driver())
        .containsEntry("ApplicationName", "revisor")
        .containsEntry("sslmode", "prefer")
        .containsEntry("connectTimeout", "10")
        .containsEntry("targetServerType", "any");
  }

  @Test
  void wantsTheHostThatTakesWritesAmongSeveral() {
    var settings = settings("postgresql://me@a,b:5433/shop");

    assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://a:5432,b:5433/");
    assertThat(settings.driver()).containsEntry("targetServerType", "primary");
  }

  @Test
  void bracketsIpv6() {
    assertThat(settings("postgresql://me@[::1]/shop").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5432/");
  }

  @Test
  void givesASinglePortToEveryHost() {
    assertThat(settings("host=a,b port=5433 user=me").hosts())
        .containsExactly(new Host("a", 5433), new Host("b", 5433));
  }

  @ParameterizedTest
  @CsvSource({
    "require, '', require",
    "require, /ca.pem, verify-ca",
    "verify-full, /ca.pem, verify-full",
    "'', system, verify-full",
    "'', '', prefer"
  })
  void understandsTheModesOfTls(String mode, String roots, String driver) {
    assertThat(settings("user=me sslmode='" + mode + "' sslrootcert='" + roots + "'").driver())
        .containsEntry("sslmode", driver);
  }

  @ParameterizedTest
  @CsvSource({
    "any, any",
    "read-write, primary",
    "primary, primary",
    "read-only, secondary",
    "standby, secondary",
    "prefer-standby, preferSecondary"
  })
  void mapsTargetSessionAttributes(String libpq, String driver) {
    assertThat(settings("user=me target_session_attrs=" + libpq).driver())
        .containsEntry("targetServerType", driver);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host=db",
        "user=me port=x",
        "user=me port=0",
        "user=me port=70000",
        "user=me host=a,b,c port=1,2",
        "user=me host=/var/run/postgresql",
        "user=me sslmode=maybe",
        "user=me sslmode=require sslrootcert=system",
        "user=me connect_timeout=soon",
        "user=me target_session_attrs=fast",
        "user=me client_encoding=LATIN1",
        "user=me load_balance_hosts=yes"
      })
  void refusesWhatMakesNoSense(String parameters) {
    assertThatThrownBy(() -> settings(parameters))
        .isInstanceOf(dev.revisor.engine.result.RevisorException.class);
  }
}
