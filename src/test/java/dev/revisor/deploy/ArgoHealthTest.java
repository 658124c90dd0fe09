package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;

/// The health script for Argo CD over a table of resources, in a Lua with no more than Argo CD
/// gives a script. `-Dgolden.rewrite=true` writes the script into `argocd-cm.yaml`.
class ArgoHealthTest {
  private static final Path ARGO_CD = Path.of("deploy/argocd");
  private static final Path FOLDER =
      ARGO_CD.resolve("resource_customizations/revisor.dev/SchemaMigration");
  private static final String KEY = "resource.customizations.health.revisor.dev_SchemaMigration";
  private static final YAMLMapper YAML = new YAMLMapper();

  record Case(String input, String status, String message) {
    @Override
    public String toString() {
      return input + " is " + status;
    }
  }

  static List<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    for (var test : YAML.readTree(FOLDER.resolve("health_test.yaml").toFile()).path("tests")) {
      cases.add(
          new Case(
              test.path("inputPath").asText(),
              test.at("/healthStatus/status").asText(),
              test.at("/healthStatus/message").asText()));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theHealthOf(Case expected) throws IOException {
    var resource = YAML.readTree(FOLDER.resolve(expected.input()).toFile());
    var health = health(resource);
    assertThat(health.get("status").tojstring()).isEqualTo(expected.status());
    assertThat(health.get("message").tojstring()).isEqualTo(expected.message());
  }

  @Test
  void everyInputIsUsed() throws IOException {
    try (var files = Files.list(FOLDER.resolve("testdata"))) {
      assertThat(cases().stream().map(Case::input))
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> FOLDER.relativize(file).toString()).toList());
    }
  }

  @Test
  void aStatusWithoutConditionsIsProgressing() throws IOException {
    var resource =
        YAML.readTree("{metadata: {generation: 1}, spec: {}, status: {observedGeneration: 1}}");
    assertThat(health(resource).get("status").tojstring()).isEqualTo("Progressing");
  }

  @Test
  void theConfigurationOfArgoCdCarriesTheScript() throws IOException {
    var file = ARGO_CD.resolve("argocd-cm.yaml");
    var text = Files.readString(file);
    var head = text.substring(0, text.indexOf(KEY));
    var expected = head + KEY + ": |\n" + script().indent(4).replaceAll("(?m)^ +$", "");
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
    assertThat(YAML.readTree(file.toFile()).path("data").path(KEY).asText()).isEqualTo(script());
  }

  private static LuaTable health(JsonNode resource) throws IOException {
    var globals = new Globals();
    globals.load(new BaseLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.set("obj", lua(resource));
    return globals.load(script(), "health.lua").call().checktable();
  }

  private static String script() throws IOException {
    return Files.readString(FOLDER.resolve("health.lua"));
  }

  private static LuaValue lua(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var table = new LuaTable();
        node.properties().forEach(entry -> table.set(entry.getKey(), lua(entry.getValue())));
        yield table;
      }
      case ARRAY -> {
        var table = new LuaTable();
        node.forEach(element -> table.set(table.length() + 1, lua(element)));
        yield table;
      }
      case STRING -> LuaValue.valueOf(node.textValue());
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      case NUMBER -> LuaValue.valueOf(node.doubleValue());
      case NULL, MISSING -> LuaValue.NIL;
      case BINARY, POJO -> throw new AssertionError("not in a manifest: " + node);
    };
  }
}
