package dev.revisor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The published JSON Schemas, by kind.
final class Schemas {
  private static final Path FOLDER = Path.of("docs/schema");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

  private Schemas() {}

  /// What the schema of its kind finds wrong with a document; sorted.
  static List<String> faults(String document) {
    try {
      var node = JSON.readTree(document);
      return schema(node.path("kind").asText()).validate(node).stream()
          .map(ValidationMessage::getMessage)
          .sorted()
          .toList();
    } catch (JsonProcessingException e) {
      return List.of("not JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonSchema schema(String kind) {
    return READ.computeIfAbsent(kind, Schemas::read);
  }

  private static JsonSchema read(String kind) {
    try {
      JsonNode text = JSON.readTree(Files.readString(FOLDER.resolve(kind + ".json")));
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException("no schema of kind '" + kind + "'", e);
    }
  }
}
