package dev.revisor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CrdTest {
  @Test
  void theCommittedCrdIsTheGeneratedOne() throws IOException {
    var generated = CrdDocument.generate();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(CrdDocument.COMMITTED, generated);
    }
    assertThat(Files.readString(CrdDocument.COMMITTED)).isEqualTo(generated);
  }

  @Test
  void everyFieldSaysWhatItIs() throws IOException {
    var fields =
        CrdDocument.parse(CrdDocument.generate())
            .getSpec()
            .getVersions()
            .getFirst()
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties();
    assertThat(fields).containsKeys("spec", "status");
    var spec = Objects.requireNonNull(fields.get("spec")).getProperties();
    assertThat(spec)
        .allSatisfy((name, field) -> assertThat(field.getDescription()).as(name).isNotBlank());
  }
}
