package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of stories: one folder a story, with `story.txt` and perhaps `in/`, whose files are on
/// the stage when the curtain rises. `-Dgolden.rewrite=true` writes what happened into the story;
/// `-Dstories=REGEX` takes those with such names alone.
final class StoryFolder {
  private static final Path ROOT = Path.of("src/test/resources/cli");

  private StoryFolder() {}

  static List<Path> stories(String kind) throws IOException {
    var wanted = Pattern.compile(System.getProperty("stories", ""));
    try (var folders = Files.list(ROOT.resolve(kind))) {
      return folders
          .filter(folder -> wanted.matcher(folder.getFileName().toString()).find())
          .sorted()
          .toList();
    }
  }

  static void assertGoesAsWritten(Path folder, Stage stage) throws Exception {
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.map(e -> e.getFileName().toString())).isSubsetOf("story.txt", "in");
    }
    var file = folder.resolve("story.txt");
    var story = Story.read(file);
    assertThat(story.scenes()).as("scenes of %s", file).isNotEmpty();
    var performed = story.performedOn(stage).print();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(file, performed, UTF_8);
    } else {
      assertThat(performed).as("%s", file).isEqualTo(Files.readString(file, UTF_8));
    }
  }

  /// Copies the story's files onto the stage.
  static void dress(Path folder, Path stage) throws IOException {
    var in = folder.resolve("in");
    if (!Files.isDirectory(in)) {
      return;
    }
    try (var files = Files.walk(in)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = stage.resolve(in.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
