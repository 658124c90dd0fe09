package dev.revisor.jpa;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// Prints the DDL of JPA entities: the main class of a process that has the user's class path, and
/// with it the user's version of Java, of Jakarta (or Java) Persistence and of Hibernate. Compiled
/// for Java 11; what it calls is called by reflection, by the standard's own interfaces.
///
/// Arguments: `unit=NAME` (of META-INF/persistence.xml), `package=NAME` (its entities and those
/// below), `class=NAME`, `property=NAME=VALUE`.
public final class JpaPrinter {
  private final String prefix;
  private final Map<String, Object> settings = new HashMap<>();
  private final StringWriter script = new StringWriter();

  private JpaPrinter(String prefix) {
    this.prefix = prefix;
    settings.put(prefix + "schema-generation.database.action", "none");
    settings.put(prefix + "schema-generation.scripts.action", "create");
    settings.put(prefix + "schema-generation.scripts.create-target", script);
    settings.put(prefix + "schema-generation.create-source", "metadata");
    settings.put(prefix + "database-product-name", "PostgreSQL");
    settings.put("hibernate.boot.allow_jdbc_metadata_access", "false");
    settings.put("hibernate.temp.use_jdbc_metadata_defaults", "false");
    settings.put(
        "hibernate.connection.provider_class",
        "org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl");
    settings.put("hibernate.hbm2ddl.delimiter", ";");
    settings.put("hibernate.dialect", dialect());
  }

  /// Before Hibernate 6, each version of PostgreSQL had a dialect.
  private static String dialect() {
    var old = "org.hibernate.dialect.PostgreSQL10Dialect";
    return isThere(old) ? old : "org.hibernate.dialect.PostgreSQLDialect";
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, JpaPrinter.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /// Prints the statements on standard output, each with its semicolon; whatever else is said there
  /// goes to standard error. Ends with 1 and the causes when something fails.
  public static void main(String[] arguments) throws IOException {
    System.setOut(System.err);
    var code = 1;
    try (var out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
      out.print(new JpaPrinter(prefix()).print(List.of(arguments)));
      code = 0;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      tell(e);
    }
    System.exit(code);
  }

  private static String prefix() {
    if (isThere("jakarta.persistence.Persistence")) {
      return "jakarta.persistence.";
    }
    if (isThere("javax.persistence.Persistence")) {
      return "javax.persistence.";
    }
    throw new IllegalStateException("there is no jakarta.persistence on the class path");
  }

  private static void tell(Throwable failure) {
    System.err.flush();
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof InvocationTargetException)) {
        System.err.println(cause);
      }
    }
  }

  private String print(List<String> arguments) throws ReflectiveOperationException, IOException {
    var units = new ArrayList<String>();
    var classes = new ArrayList<String>();
    var packages = new ArrayList<String>();
    for (var argument : arguments) {
      var equals = argument.indexOf('=');
      var value = argument.substring(equals + 1);
      switch (argument.substring(0, equals)) {
        case "unit":
          units.add(value);
          break;
        case "class":
          classes.add(value);
          break;
        case "package":
          packages.add(value);
          break;
        default:
          settings.put(
              value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
      }
    }
    for (var unit : units) {
      Class.forName(prefix + "Persistence")
          .getMethod("generateSchema", String.class, Map.class)
          .invoke(null, unit, new HashMap<>(settings));
    }
    for (var each : packages) {
      classes.addAll(new EntityScan(prefix).classesOf(each));
    }
    if (!classes.isEmpty()) {
      printClasses(classes);
    }
    return script.toString();
  }

  private void printClasses(List<String> classes) throws ReflectiveOperationException {
    var unit = Class.forName(prefix + "spi.PersistenceUnitInfo");
    var type = Class.forName(prefix + "spi.PersistenceProvider");
    for (Object provider : ServiceLoader.load(type)) {
      type.getMethod("generateSchema", unit, Map.class)
          .invoke(provider, UnitOfClasses.of(unit, classes), new HashMap<>(settings));
      return;
    }
    throw new IllegalStateException("there is no JPA provider such as Hibernate on the class path");
  }
}
