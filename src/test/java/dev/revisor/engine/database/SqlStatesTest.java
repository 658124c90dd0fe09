package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Reason;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatesTest {
  @ParameterizedTest
  @CsvSource({
    "08001, DatabaseUnreachable",
    "08006, DatabaseUnreachable",
    "08004, AuthenticationFailed",
    "28000, AuthenticationFailed",
    "28P01, AuthenticationFailed",
    "3D000, DatabaseNotFound",
    "42501, InsufficientPrivilege",
    "53300, DatabaseUnreachable",
    "57P03, DatabaseUnreachable",
    ", DatabaseUnreachable"
  })
  void knowsWhyAConnectionFails(String state, Reason reason) {
    var verdict = SqlStates.ofConnecting(state);

    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.fault()).isEqualTo(Fault.TRANSIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "42P07, MigrationFailed, USER",
    "42501, MigrationFailed, USER",
    "57014, MigrationFailed, USER",
    "XX000, MigrationFailed, USER",
    ", MigrationFailed, USER",
    "53100, MigrationFailed, TRANSIENT",
    "53200, MigrationFailed, TRANSIENT",
    "58030, MigrationFailed, TRANSIENT",
    "55P03, LockTimeout, TRANSIENT",
    "40P01, LockTimeout, TRANSIENT",
    "40001, LockTimeout, TRANSIENT",
    "08006, ConnectionLost, TRANSIENT",
    "57P01, ConnectionLost, TRANSIENT",
    "57P02, ConnectionLost, TRANSIENT",
    "57P05, ConnectionLost, TRANSIENT",
    "25P03, ConnectionLost, TRANSIENT"
  })
  void knowsWhyAStatementOfAScriptFails(String state, Reason reason, Fault fault) {
    assertThat(SqlStates.ofScript(state)).isEqualTo(new SqlStates.Verdict(reason, fault));
  }

  @ParameterizedTest
  @CsvSource({
    "42501, InsufficientPrivilege, TRANSIENT",
    "55P03, LockTimeout, TRANSIENT",
    "57P01, ConnectionLost, TRANSIENT",
    "25006, DatabaseUnreachable, TRANSIENT",
    "53300, DatabaseUnreachable, TRANSIENT",
    "42601, InternalError, BUG",
    ", InternalError, BUG"
  })
  void knowsWhyAStatementOfOursFails(String state, Reason reason, Fault fault) {
    assertThat(SqlStates.ofOurs(state)).isEqualTo(new SqlStates.Verdict(reason, fault));
  }

  @Test
  void showsTheCauseThatTheDriverHides() {
    var settings = ConnectionSettings.of(DatabaseUrl.parse("postgresql://me:secret@db/shop"));
    var refused = new SQLException("nothing", "08001", new ConnectException("Connection refused"));
    var unknown = new SQLException("nothing", "08001", new UnknownHostException("db"));

    assertThat(SqlStates.toConnectException(refused, settings))
        .hasMessage(
            "cannot connect to postgresql://me@db:5432/shop: ConnectException: Connection refused");
    assertThat(SqlStates.toConnectException(unknown, settings))
        .hasMessage("cannot connect to postgresql://me@db:5432/shop: UnknownHostException: db");
  }
}
