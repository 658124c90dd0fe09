package dev.revisor.support;

import java.nio.file.Path;
import java.util.List;

/// Other migration tools; bench/ installs them into the user's cache.
public final class Peers {
  private static final String INSTALL =
      "import sys; sys.path.insert(0, 'bench'); from lib import peers; print(peers.%s)";

  private Peers() {}

  public static String alembic() {
    return program("alembic()");
  }

  public static String goose() {
    return program("goose()");
  }

  public static String dbmate() {
    return program("dbmate()");
  }

  public static String golangMigrate() {
    return program("golang_migrate()");
  }

  public static List<String> flyway() {
    return java("from_maven('flyway')", "org.flywaydb.commandline.Main");
  }

  public static List<String> liquibase() {
    return java(
        "from_maven('liquibase')", "liquibase.integration.commandline.LiquibaseCommandLine");
  }

  private static List<String> java(String folder, String main) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-cp", program(folder) + "/*", main);
  }

  private static String program(String call) {
    return Command.run(List.of("python3", "-c", INSTALL.formatted(call))).orFail().strip();
  }
}
