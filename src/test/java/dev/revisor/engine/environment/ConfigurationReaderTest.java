package dev.revisor.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.environment.Configuration.Search;
import dev.revisor.engine.environment.Configuration.TransactionScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  private static Configuration valid(String text) {
    return switch (ConfigurationReader.read(text, "revisor.yaml")) {
      case ConfigurationReader.Result.Valid(var configuration) -> configuration;
      case ConfigurationReader.Result.Invalid(var problems) ->
          throw new AssertionError("problems: " + problems);
    };
  }

  private static List<String> problems(String text) {
    return switch (ConfigurationReader.read(text, "revisor.yaml")) {
      case ConfigurationReader.Result.Valid _ -> List.of();
      case ConfigurationReader.Result.Invalid(var problems) ->
          problems.stream().map(Problem::toString).toList();
    };
  }

  @Test
  void readsEveryKey() {
    var read =
        valid(
            """
            versionLocations: [versions, /srv/shared]
            recursive: true
            fileTemplate: "{year}/{rev}_{slug}"
            timezone: Europe/Paris
            slugLength: 20
            versionTable: public.alembic_version
            transaction: run
            lockTimeout: 500ms
            lockRetries: 3
            statementTimeout: 1min
            role: owner
            schemas: [public, "app_*"]
            ignore: ["*.spatial_ref_sys"]
            schema: {directory: schema/}
            environments:
              dev: {url: "postgresql://localhost:5432/shop", user: shop, passwordFile: .secrets/dev}
              prod: {url: postgresql://db/shop}
            scratch: embedded
            postWrite: ["fmt 'two words'", [lint, "{file}"]]
            """);
    assertThat(read.files())
        .isEqualTo(
            new Configuration.Files(
                List.of("versions", "/srv/shared"),
                Search.RECURSIVE,
                new FileTemplate("{year}/{rev}_{slug}"),
                ZoneId.of("Europe/Paris"),
                20,
                List.of(List.of("fmt", "two words"), List.of("lint", "{file}"))));
    assertThat(read.run())
        .isEqualTo(
            new Configuration.Run(
                "public.alembic_version",
                TransactionScope.RUN,
                Duration.ofMillis(500),
                3,
                Duration.ofMinutes(1),
                Optional.of("owner")));
    assertThat(read.schema())
        .isEqualTo(
            new Configuration.Schema(
                List.of("public", "app_*"),
                List.of("*.spatial_ref_sys"),
                new SchemaSource.Directory("schema/"),
                "embedded"));
    assertThat(read.environments())
        .containsOnlyKeys("dev", "prod")
        .containsEntry(
            "dev",
            new Configuration.Environment(
                "postgresql://localhost:5432/shop",
                Optional.of("shop"),
                Optional.of(".secrets/dev")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "schema: models.sql | File[path=models.sql]",
        "schema: {url: host=db} | Url[url=host=db]",
        "schema: {command: [python, models.py]} | Command[words=[python, models.py], timeout=PT2M]",
        "schema: {command: ./ddl, timeout: 5s} | Command[words=[./ddl], timeout=PT5S]",
        "schema: {jpa: {classpath: [a, '@b'], units: shop}} | Jpa[classpath=[a, @b], units=[shop], packages=[], classes=[], properties={}, java=Optional.empty, timeout=PT2M]",
        "schema: {jpa: {classpath: a, packages: [p], classes: C, properties: {b.c: 1, a: x}, java: /j}, timeout: 5m} | Jpa[classpath=[a], units=[], packages=[p], classes=[C], properties={a=x, b.c=1}, java=Optional[/j], timeout=PT5M]",
      })
  void readsWhereTheDesiredSchemaComesFrom(String text, String source) {
    assertThat(valid(text).schema().source()).hasToString(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"auto", "same-server", "embedded", "postgresql://db/x", "host=db"})
  void takesEveryPlaceForScratchDatabases(String scratch) {
    assertThat(valid("scratch: " + scratch).schema().scratch()).isEqualTo(scratch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "# only a comment", "'---'", "'lockTimeout:'", "'schema: ~'"})
  void takesDefaultsForWhatIsNotThere(String text) {
    assertThat(valid(text)).isEqualTo(Configuration.DEFAULTS);
  }

  @Test
  void shipsAConfigurationThatIsTheDefaults() throws IOException {
    try (var in = NewEnvironment.class.getResourceAsStream("template/revisor.yaml")) {
      assertThat(in).isNotNull();
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(valid(text)).isEqualTo(Configuration.DEFAULTS);
      assertThat(ConfigurationReader.KEYS).allSatisfy(key -> assertThat(text).contains(key + ":"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "locktimeout: 5s | revisor.yaml:1: unknown key 'locktimeout'; did you mean 'lockTimeout'?",
        "version_locations: [a] | revisor.yaml:1: unknown key 'version_locations'; did you mean 'versionLocations'?",
        "lockTimout: 5s | revisor.yaml:1: unknown key 'lockTimout'; did you mean 'lockTimeout'?",
        "environments: {dev: {uri: x}} | revisor.yaml:1: 'environments.dev' needs a url, as in postgresql://localhost:5432/shop; revisor.yaml:1: unknown key 'environments.dev.uri'; did you mean 'url'?",
        "lockTimeout: 5 | revisor.yaml:1: 'lockTimeout' must be a duration such as 500ms, 5s, 1min or 2h, or 0 for none, was '5'",
        "lockTimeout: [5s] | revisor.yaml:1: 'lockTimeout' must be a duration such as 500ms, 5s, 1min or 2h, or 0 for none",
        "lockRetries: -1 | revisor.yaml:1: 'lockRetries' must be a whole number from 0 to 1000000, was '-1'",
        "slugLength: 0 | revisor.yaml:1: 'slugLength' must be a whole number from 1 to 200, was '0'",
        "recursive: yes | revisor.yaml:1: 'recursive' must be true or false, was 'yes'",
        "transaction: all | revisor.yaml:1: 'transaction' must be revision or run, was 'all'",
        "timezone: Mars/North | revisor.yaml:1: 'timezone' must be a time zone such as UTC or Europe/Paris, was 'Mars/North'",
        "versionTable: a.b.c | revisor.yaml:1: 'versionTable' must be a table's name such as revisor.version, without quotes, was 'a.b.c'",
        "versionLocations: [] | revisor.yaml:1: 'versionLocations' must name at least one folder, and no empty one",
        "versionLocations: {a: b} | revisor.yaml:1: 'versionLocations' must be a list of texts, as in [a, b]",
        "fileTemplate: '{revision}' | revisor.yaml:1: 'fileTemplate' has no token {revision} (tokens: rev slug epoch year month day hour minute second)",
        "fileTemplate: '../{rev}' | revisor.yaml:1: 'fileTemplate' must not hold a name that begins with '.', was '../{rev}'",
        "fileTemplate: '{year}/{rev}' | revisor.yaml:1: 'fileTemplate' makes folders, which are found again only with recursive: true",
        "schema: {directory: a, url: b} | revisor.yaml:1: 'schema' must have exactly one of directory, url, command, jpa",
        "schema: {command: []} | revisor.yaml:1: 'schema.command' must be a program with its arguments, as in [python, models.py]",
        "schema: {command: [a], timeout: soon} | revisor.yaml:1: 'schema.timeout' must be a duration such as 500ms, 5s, 1min or 2h, or 0 for none, was 'soon'",
        "schema: {jpa: {classpath: [a]}} | revisor.yaml:1: 'schema.jpa' needs a classpath, and units, packages or classes",
        "schema: {jpa: {classpath: a, unit: b}} | revisor.yaml:1: 'schema.jpa' needs a classpath, and units, packages or classes; revisor.yaml:1: unknown key 'schema.jpa.unit'; did you mean 'units'?",
        "schemas: [] | revisor.yaml:1: 'schemas' must name at least one schema, and no empty one",
        "scratch: embeded | revisor.yaml:1: 'scratch' must be auto, same-server, embedded or a server's URL, was 'embeded'",
        "postWrite: ['a \"b'] | revisor.yaml:1: 'postWrite' must be a command, or a list of its words, was 'a \"b'",
        "[a, b] | revisor.yaml:1: must hold keys and values, as in 'a: b'",
        "a: b: c | revisor.yaml:1: not valid YAML: mapping values are not allowed here",
      })
  void saysWhatIsWrongAndWhere(String text, String problem) {
    assertThat(String.join("; ", problems(text))).isEqualTo(problem);
  }

  @Test
  void findsAllProblemsAtOnce() {
    assertThat(problems("lockRetries: x\n\nnonsense: 1\nslugLength: y\nslugLength: 1\n"))
        .hasSize(4)
        .allMatch(problem -> problem.matches("revisor\\.yaml:[1345]: .*"));
  }

  @Test
  void resolvesAliasesWithoutCopyingThem() {
    assertThat(valid("schemas: &s [a]\nignore: *s").schema().ignore()).containsExactly("a");
    var bomb = new StringBuilder("schemas: &a0 [x]\n");
    for (var i = 1; i < 15; i++) {
      bomb.append("k%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(problems(bomb.toString())).hasSize(14).allMatch(p -> p.contains("unknown key"));
  }

  @ParameterizedTest
  @CsvSource({"[", "{", "'- '", "'? '", "'a: {b: '"})
  void refusesTextsThatNestTooDeep(String opening) {
    assertThat(problems("ignore: " + opening.repeat(50_000))).hasSize(1);
  }
}
