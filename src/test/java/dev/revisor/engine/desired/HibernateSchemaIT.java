package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import dev.revisor.support.Hibernate;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// The entities of an application, by the Hibernate that it has itself.
@ParameterizedClass
@ValueSource(strings = {"6.6.33.Final", "7.2.14.Final"})
class HibernateSchemaIT {
  private final String version;
  private final TestDatabase scratch = PostgresServer.newDatabase();

  @TempDir private Path folder;

  HibernateSchemaIT(String version) {
    this.version = version;
  }

  /// The class path is in a file, as Maven's dependency plugin writes it.
  @BeforeEach
  void compile() throws IOException {
    var classpath = Hibernate.compile(version, folder.resolve("classes"));
    Files.writeString(folder.resolve("classpath.txt"), classpath + "\n");
    Files.createDirectories(folder.resolve("unit/META-INF"));
  }

  private List<String> load(
      List<String> units,
      List<String> packages,
      List<String> classes,
      Map<String, String> properties)
      throws SQLException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var source =
        new SchemaSource.Jpa(
            List.of("classes", "@classpath.txt", "unit"),
            units,
            packages,
            classes,
            properties,
            Optional.of(java),
            Duration.ofMinutes(2));
    try (var connection = scratch.connect()) {
      return new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
          .load(source, connection, Company.OTHERS).stream().map(Problem::toString).toList();
    }
  }

  private List<String> columns() {
    return scratch.list(
        "SELECT table_name || '.' || column_name || ' ' || data_type FROM"
            + " information_schema.columns WHERE table_schema = 'public' ORDER BY 1");
  }

  @Test
  void loadsTheEntitiesOfAPackageAndThoseBelow() throws Exception {
    assertThat(load(List.of(), List.of("shop"), List.of(), Map.of())).isEmpty();
    assertThat(columns())
        .contains(
            "authors.id bigint",
            "authors.notes jsonb",
            "authors.years ARRAY",
            "customer.emailaddress character varying",
            "customer.street character varying",
            "invoice.customer_id bigint",
            "invoice.id uuid",
            "invoice.total numeric",
            "pen_names.author_id bigint",
            "translator.picture bytea");
    assertThat(
            scratch.list(
                "SELECT contype::text || ' ' || count(*) FROM pg_constraint WHERE contype IN ('p', 'u',"
                    + " 'f') AND connamespace = 'public'::regnamespace GROUP BY contype ORDER BY"
                    + " 1"))
        .containsExactly("f 5", "p 5", "u 1");
    assertThat(scratch.value("SELECT increment_by FROM pg_sequences WHERE sequencename ~ '_ids$'"))
        .isEqualTo("20");
    assertThat(scratch.value("SELECT obj_description('authors'::regclass)"))
        .isEqualTo("people; all of them");
  }

  @Test
  void loadsSingleClassesWithTheProvidersProperties() throws Exception {
    var properties =
        Map.of(
            "hibernate.physical_naming_strategy",
            "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy");
    assertThat(load(List.of(), List.of(), List.of("shop.Customer"), properties)).isEmpty();
    assertThat(columns()).contains("customer.email_address character varying").hasSize(4);
  }

  @Test
  void loadsAPersistenceUnitWhateverDatabaseItNames() throws Exception {
    Files.writeString(
        folder.resolve("unit/META-INF/persistence.xml"),
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
          <persistence-unit name="shop" transaction-type="RESOURCE_LOCAL">
            <class>shop.Customer</class>
            <exclude-unlisted-classes>true</exclude-unlisted-classes>
            <properties>
              <property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://nowhere/x"/>
              <property name="hibernate.hbm2ddl.auto" value="update"/>
              <property name="hibernate.dialect" value="org.hibernate.dialect.H2Dialect"/>
            </properties>
          </persistence-unit>
        </persistence>
        """);
    assertThat(load(List.of("shop"), List.of(), List.of(), Map.of())).isEmpty();
    assertThat(columns()).contains("customer.id bigint").hasSize(4);
  }

  @Test
  void tellsWhatIsWrongWithEntities() throws Exception {
    assertThat(load(List.of(), List.of("no.such"), List.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith("(schema of the JPA entities): ended with 1")
        .contains("no entities are in the package no.such");
    assertThat(load(List.of("nowhere"), List.of(), List.of(), Map.of()))
        .singleElement()
        .asString()
        .contains("nowhere");
  }
}
