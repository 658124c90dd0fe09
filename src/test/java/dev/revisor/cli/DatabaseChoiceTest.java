package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.environment.EnvironmentDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseChoiceTest {
  @TempDir private Path root;
  private final Map<String, String> variables = new HashMap<>();
  private final GlobalOptions options = new GlobalOptions();
  private String yaml = "";

  @BeforeEach
  void setHome() {
    variables.put("HOME", root.toString());
    variables.put("USER", "someone");
  }

  private ConnectionSettings settings() throws IOException {
    Files.writeString(root.resolve("revisor.yaml"), yaml);
    var opened = (EnvironmentDirectory.Opened.Found) EnvironmentDirectory.open(root);
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var surroundings =
        new Surroundings(
            variables,
            root,
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Clock.systemUTC(),
            UUID::randomUUID,
            _ -> {});
    return new DatabaseChoice(options, surroundings, opened.directory()).settings();
  }

  private String shown() throws IOException {
    var settings = settings();
    return settings + settings.password().map(secret -> " " + secret.value()).orElse("");
  }

  @Test
  void asksTheOptionsFirstAndTheConfigurationLast() throws IOException {
    yaml = "environments: {dev: {url: 'postgresql://yaml/d', user: dev}}";
    assertThat(shown()).isEqualTo("postgresql://dev@yaml:5432/d");
    variables.put("PGHOST", "pg");
    assertThat(shown()).isEqualTo("postgresql://someone@pg:5432/someone");
    Files.writeString(root.resolve("url"), "postgresql://u:p@file/d\n");
    variables.put("REVISOR_URL_FILE", "url");
    assertThat(shown()).isEqualTo("postgresql://u@file:5432/d p");
    variables.put("REVISOR_URL", "postgresql://variable/d");
    assertThat(shown()).isEqualTo("postgresql://someone@variable:5432/d");
    options.environment = "dev";
    assertThat(shown()).isEqualTo("postgresql://dev@yaml:5432/d");
    options.environment = null;
    options.url = "jdbc:postgresql://option:1234/d";
    assertThat(shown()).isEqualTo("postgresql://someone@option:1234/d");
  }

  @Test
  void takesUserAndPasswordFromFilesWithoutTheirLastNewline() throws IOException {
    variables.put("REVISOR_URL", "postgresql://host/d");
    variables.put("REVISOR_USER_FILE", root.resolve("user").toString());
    variables.put("REVISOR_PASSWORD_FILE", root.resolve("password").toString());
    Files.writeString(root.resolve("user"), "shop\n");
    Files.writeString(root.resolve("password"), " se cret \r\n");
    assertThat(shown()).isEqualTo("postgresql://shop@host:5432/d  se cret ");
    options.user = "admin";
    options.passwordFile = "other";
    Files.writeString(root.resolve("other"), "hidden\n\n");
    assertThat(shown()).isEqualTo("postgresql://admin@host:5432/d hidden\n");
  }

  @Test
  void takesAnEnvironmentsOwnPasswordFile() throws IOException {
    yaml = "environments: {dev: {url: 'postgresql://yaml/d', passwordFile: .secrets/dev}}";
    Files.createDirectories(root.resolve(".secrets"));
    Files.writeString(root.resolve(".secrets/dev"), "devpass");
    assertThat(shown()).isEqualTo("postgresql://someone@yaml:5432/d devpass");
    Files.delete(root.resolve(".secrets/dev"));
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(this::settings)
        .withMessageContaining("cannot read the file")
        .withMessageContaining(".secrets/dev");
  }

  @Test
  void showsNoPasswordInAnyMessage() {
    options.url = "postgresql://me:tops3cret@host/d";
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(this::settings)
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .satisfies(failure -> assertThat(failure.message()).doesNotContain("tops3cret"));
  }
}
