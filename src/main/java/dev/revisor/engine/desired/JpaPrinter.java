package dev.revisor.engine.desired;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Prints the DDL of a persistence unit: the main class of the process that has the user's class
/// path. Jakarta Persistence is called by reflection, since it is on that class path only.
public final class JpaPrinter {
  private JpaPrinter() {}

  /// @param arguments the name of the unit
  public static void main(String[] arguments)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    var script = new StringWriter();
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.schema-generation.scripts.action", "create");
    properties.put("jakarta.persistence.schema-generation.scripts.create-target", script);
    properties.put("jakarta.persistence.schema-generation.create-source", "metadata");
    properties.put("jakarta.persistence.database-product-name", "PostgreSQL");
    properties.put("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect");
    properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
    properties.put("hibernate.hbm2ddl.delimiter", ";");
    Class.forName("jakarta.persistence.Persistence")
        .getMethod("generateSchema", String.class, Map.class)
        .invoke(null, arguments[0], properties);
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.print(script);
    out.flush();
  }
}
