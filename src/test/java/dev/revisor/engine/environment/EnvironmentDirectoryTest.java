package dev.revisor.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.revisor.engine.environment.EnvironmentDirectory.Opened;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentDirectoryTest {
  @TempDir private Path root;

  @Test
  void opensWhatInitMakes() throws IOException {
    NewEnvironment.create(root.resolve("db"));
    var directory = ((Opened.Found) EnvironmentDirectory.open(root.resolve("db"))).directory();
    assertThat(directory.configuration()).isEqualTo(Configuration.DEFAULTS);
    assertThat(directory.versionLocations()).containsExactly(root.resolve("db/versions"));
    assertThat(RevisionFiles.find(directory).paths()).isEmpty();
  }

  @Test
  void isNotMadeWhereSomethingIs() throws IOException {
    Files.writeString(root.resolve("x"), "");
    assertThatExceptionOfType(DirectoryNotEmptyException.class)
        .isThrownBy(() -> NewEnvironment.create(root));
    assertThat(root).isDirectoryNotContaining("glob:**revisor.yaml");
  }

  @Test
  void needsNoConfigurationBesideAFolderOfVersions() throws IOException {
    Files.createDirectories(root.resolve("versions"));
    var directory = ((Opened.Found) EnvironmentDirectory.open(root)).directory();
    assertThat(directory.configuration()).isEqualTo(Configuration.DEFAULTS);
    assertThat(directory.configurationFile()).isEmpty();
  }

  @Test
  void isMissingWhereNothingOfItIs() {
    var empty = (Opened.Missing) EnvironmentDirectory.open(root);
    assertThat(empty.message()).isEqualTo("no revisor.yaml and no versions folder in " + root);
    var nowhere = (Opened.Missing) EnvironmentDirectory.open(root.resolve("x"));
    assertThat(nowhere.message()).isEqualTo("no directory " + root.resolve("x"));
    var elsewhere = (Opened.Missing) EnvironmentDirectory.open(root, Path.of("/no/such.yaml"));
    assertThat(elsewhere.message()).isEqualTo("no configuration file /no/such.yaml");
  }

  @Test
  void takesItsConfigurationFromElsewhere() throws IOException {
    var file = Files.writeString(Files.createTempFile("other", ".yaml"), "slugLength: 7");
    var directory = ((Opened.Found) EnvironmentDirectory.open(root, file)).directory();
    assertThat(directory.configuration().files().slugLength()).isEqualTo(7);
    Files.delete(file);
  }

  @Test
  void reportsAConfigurationThatIsNoText() throws IOException {
    Files.write(root.resolve("revisor.yaml"), new byte[] {'a', (byte) 0xff});
    var invalid = (Opened.Invalid) EnvironmentDirectory.open(root);
    assertThat(invalid.problems())
        .hasToString("[revisor.yaml:1: not valid UTF-8: the byte 0xFF; save the file as UTF-8]");
  }
}
