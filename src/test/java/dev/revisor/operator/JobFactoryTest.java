package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A folder a case: the resource, and the Job of its seventh run.
class JobFactoryTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/revisor/operator/jobs");

  @TestFactory
  Stream<DynamicTest> theJobIsMadeOfTheSpecAlone() throws IOException {
    try (var cases = Files.list(FOLDER)) {
      return cases.sorted().toList().stream()
          .map(one -> DynamicTest.dynamicTest(one.getFileName().toString(), () -> check(one)));
    }
  }

  private static void check(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsOnly("in.yaml", "out.yaml");
    }
    var made = job(Files.readString(folder.resolve("in.yaml")));
    var expected = folder.resolve("out.yaml");
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(expected, made);
    }
    assertThat(made).isEqualTo(Files.readString(expected));
  }

  private static String job(String yaml) {
    var resource = Serialization.unmarshal(yaml, SchemaMigration.class);
    var metadata = resource.getMetadata();
    var identity =
        new Observation.Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    var key = RunKey.of(resource.getSpec(), "secrets", "", Grants.NONE);
    return Serialization.asYaml(
        JobFactory.desired(
            new JobFactory.Order(
                identity, resource.getSpec(), Grants.NONE, new Realm("c1", List.of("*"))),
            7,
            key));
  }
}
