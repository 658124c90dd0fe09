package dev.revisor.operator;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/// Tests on the shared cluster, each with an empty database and a resource of its own, named as the
/// test is.
abstract class OneMigration {
  static final TestCluster cluster = TestCluster.shared();
  TestDatabase database;
  Sample sample;

  @BeforeEach
  void aDatabase(TestInfo test) {
    database = PostgresServer.newDatabase();
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    sample = Sample.of(name, PostgresServer.port(), database.name());
  }
}
