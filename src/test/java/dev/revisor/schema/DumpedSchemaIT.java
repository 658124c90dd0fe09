package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.desired.DesiredSchema;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.support.DebianServer;
import dev.revisor.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the real `pg_dump` writes of a schema is that schema.
class DumpedSchemaIT {
  private static final int SAMPLE = 12;

  /// What `pg_dump --no-owner` has no words for: which triggers of a foreign key are off, and what
  /// owners gave up who own nothing afterwards.
  private static final Set<String> NOT_WRITTEN = Set.of("disabledOn", "ownerLacks");

  private static final TestDatabase ORIGINAL = DebianServer.newDatabase();
  private static final TestDatabase SCRATCH = DebianServer.newDatabase();

  // PostGIS takes it ill when it is made anew in a session that knew it before
  private final SchemaDatabase dumped = new SchemaDatabase(ORIGINAL);
  private final SchemaDatabase loaded = new SchemaDatabase(SCRATCH);

  @AfterEach
  void disconnect() {
    dumped.close();
    loaded.close();
  }

  /// A sample of the schemas that are there for other tests, and all with extensions.
  static Stream<SchemaPairs> schemas() {
    var pairs = SchemaPairs.all().stream().filter(pair -> pair.since() <= 15).toList();
    var some = IntStream.range(0, pairs.size()).filter(at -> at % SAMPLE == 5).mapToObj(pairs::get);
    return Stream.concat(some, SchemaPairs.in("extensions.pairs").stream());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void loadsWhatPgDumpWrites(SchemaPairs schema, @TempDir Path folder) throws Exception {
    dumped.become(schema.after());
    loaded.become("");
    Files.writeString(folder.resolve("schema.sql"), DebianServer.dump(ORIGINAL, "--no-owner"));

    try (var connection = SCRATCH.connect()) {
      assertThat(
              new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
                  .load(new SchemaSource.File("schema.sql"), connection, Company.OTHERS))
          .isEmpty();
    }

    assertThat(CatalogDiff.changes(loaded.read(), dumped.read()))
        .filteredOn(change -> !isNotWritten(change))
        .isEmpty();
  }

  private static boolean isNotWritten(Change change) {
    return change.action() == Change.Action.ALTERED
        && NOT_WRITTEN.containsAll(change.values().keySet());
  }
}
