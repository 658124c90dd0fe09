package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.desired.shop.Customer;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import dev.revisor.support.Until;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Schemas that programs print.
class PrintedSchemaIT {
  private static final String PACKAGE = "dev.revisor.engine.desired.shop";
  private static final List<String> OF_HIBERNATE =
      List.of(
          "hibernate",
          "jakarta",
          "jboss",
          "byte-buddy",
          "antlr",
          "classmate",
          "jandex",
          "jaxb",
          "angus",
          "istack",
          "txw2",
          "test-classes");

  @TempDir Path folder;
  private final TestDatabase scratch = PostgresServer.newDatabase();

  private List<String> load(SchemaSource source) throws SQLException {
    try (var connection = scratch.connect()) {
      return new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
          .load(source, connection, Company.OTHERS).stream().map(Problem::toString).toList();
    }
  }

  private static SchemaSource command(Duration timeout, String... words) {
    return new SchemaSource.Command(List.of(words), timeout);
  }

  private static SchemaSource command(String... words) {
    return command(Duration.ofMinutes(1), words);
  }

  private List<String> columns() {
    return scratch.list(
        "SELECT table_name || '.' || column_name || ' ' || data_type FROM"
            + " information_schema.columns WHERE table_schema = 'public' ORDER BY 1");
  }

  @Test
  void loadsWhatACommandPrintsInTheEnvironmentDirectory() throws Exception {
    Files.writeString(folder.resolve("models.txt"), "CREATE TABLE from_models (id int);");
    assertThat(load(command("cat", "models.txt"))).isEmpty();
    assertThat(columns()).containsExactly("from_models.id integer");
  }

  @ParameterizedTest
  @CsvSource({"django, 4", "sqlalchemy, 3"})
  void loadsWhatOtherToolsPrint(String tool, int tables) throws Exception {
    try (var in = PrintedSchemaIT.class.getResourceAsStream("/desired/" + tool + ".sql")) {
      assertThat(in).isNotNull();
      Files.copy(in, folder.resolve("printed.sql"));
    }
    assertThat(load(command("cat", "printed.sql"))).isEmpty();
    assertThat(
            scratch.value(
                "SELECT count(*) FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND"
                    + " connamespace = 'public'::regnamespace"))
        .isEqualTo(Integer.toString(tables));
  }

  @Test
  void tellsWhyACommandFailed() throws Exception {
    assertThat(load(command("sh", "-c", "echo CREATE TABLE t; echo no models >&2; exit 3")))
        .containsExactly("sh: ended with 3: no models");
    assertThat(load(command("no-such-program")))
        .singleElement()
        .asString()
        .startsWith("no-such-program: cannot be run");
    assertThat(load(command("printf", "\\377")))
        .containsExactly("printf: printed what is not valid UTF-8");
    assertThat(columns()).isEmpty();
  }

  @Test
  void tellsWhereInTheOutputAStatementFailed() throws Exception {
    assertThat(load(command("printf", "CREATE TABLE a ();\\n\\nCREATE TABLE b (id nonsense);")))
        .containsExactly("(output of printf):3: type \"nonsense\" does not exist (42704)");
  }

  @Test
  void endsACommandThatLastsTooLongWithWhatItStarted() throws Exception {
    var note = folder.resolve("pid");
    assertThat(
            load(
                command(
                    Duration.ofMillis(500),
                    "sh",
                    "-c",
                    "sleep 60 & echo $! >pid; echo on >&2; wait")))
        .singleElement()
        .asString()
        .matches("sh: was ended after 0 s; 'timeout' beside it gives it more: on");
    var started = ProcessHandle.of(Long.parseLong(Files.readString(note).strip()));
    Until.holds("it is ended", () -> started.filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void givesACommandNoInput() throws Exception {
    assertThat(load(command("sh", "-c", "cat; echo 'CREATE TABLE t (id int);'"))).isEmpty();
    assertThat(columns()).hasSize(1);
  }

  /// Hibernate, what it needs, and the entities, in a file as Maven's dependency plugin writes it.
  private String classpath() throws IOException {
    var entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> OF_HIBERNATE.stream().anyMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    Files.writeString(folder.resolve("classpath.txt"), entries + "\n");
    return "@classpath.txt";
  }

  private SchemaSource.Jpa jpa(
      List<String> units,
      List<String> packages,
      List<String> classes,
      Map<String, String> properties)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new SchemaSource.Jpa(
        List.of(classpath(), "unit"),
        units,
        packages,
        classes,
        properties,
        Optional.of(java),
        Duration.ofMinutes(1));
  }

  @Test
  void loadsTheEntitiesOfAPackageAndThoseBelow() throws Exception {
    Files.createDirectory(folder.resolve("unit"));
    assertThat(load(jpa(List.of(), List.of(PACKAGE), List.of(), Map.of()))).isEmpty();
    assertThat(columns())
        .containsExactly(
            "customer.city character varying",
            "customer.emailaddress character varying",
            "customer.id bigint",
            "customer.street character varying",
            "invoice.customer_id bigint",
            "invoice.id uuid",
            "invoice.state character varying",
            "invoice.total numeric");
    assertThat(
            scratch.list(
                "SELECT contype FROM pg_constraint WHERE contype IN ('p','u','f') AND connamespace = 'public'::regnamespace ORDER BY 1"))
        .containsExactly("f", "p", "p", "u");
  }

  @Test
  void loadsSingleClassesWithTheProvidersProperties() throws Exception {
    Files.createDirectory(folder.resolve("unit"));
    var properties =
        Map.of(
            "hibernate.physical_naming_strategy",
            "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
    assertThat(load(jpa(List.of(), List.of(), List.of(Customer.class.getName()), properties)))
        .isEmpty();
    assertThat(columns()).contains("customer.email_address character varying").hasSize(4);
  }

  @Test
  void loadsAPersistenceUnitWhateverDatabaseItNames() throws Exception {
    Files.createDirectories(folder.resolve("unit/META-INF"));
    Files.writeString(
        folder.resolve("unit/META-INF/persistence.xml"),
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
          <persistence-unit name="shop" transaction-type="RESOURCE_LOCAL">
            <class>%s</class>
            <exclude-unlisted-classes>true</exclude-unlisted-classes>
            <properties>
              <property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://nowhere/x"/>
              <property name="hibernate.hbm2ddl.auto" value="update"/>
              <property name="hibernate.dialect" value="org.hibernate.dialect.H2Dialect"/>
            </properties>
          </persistence-unit>
        </persistence>
        """
            .formatted(Customer.class.getName()));
    assertThat(load(jpa(List.of("shop"), List.of(), List.of(), Map.of()))).isEmpty();
    assertThat(columns()).contains("customer.id bigint").hasSize(4);
  }

  @Test
  void tellsWhatIsWrongWithEntities() throws Exception {
    Files.createDirectory(folder.resolve("unit"));
    assertThat(load(jpa(List.of(), List.of("no.such"), List.of(), Map.of())))
        .singleElement()
        .asString()
        .startsWith("(schema of the JPA entities): ended with 1")
        .contains("no entities are in the package no.such");
    assertThat(load(jpa(List.of("nowhere"), List.of(), List.of(), Map.of())))
        .singleElement()
        .asString()
        .contains("nowhere");
  }

  @Test
  void tellsWhatIsNotOnTheClassPath() throws Exception {
    var nothing =
        new SchemaSource.Jpa(
            List.of("target/none.jar"),
            List.of("shop"),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Duration.ofMinutes(1));
    assertThat(load(nothing))
        .containsExactly(
            "revisor.yaml: 'schema.jpa.classpath' names target/none.jar, which is not there");
  }
}
