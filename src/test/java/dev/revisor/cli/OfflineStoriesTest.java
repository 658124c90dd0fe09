package dev.revisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The stories that need no database.
class OfflineStoriesTest {
  @TestFactory
  Stream<DynamicTest> goesAsWritten(@TempDir Path temporary) throws IOException {
    return StoryFolder.stories("offline").stream()
        .map(folder -> DynamicTest.dynamicTest(name(folder), () -> perform(folder, temporary)));
  }

  private static void perform(Path folder, Path temporary) throws Exception {
    var directory = Files.createDirectory(temporary.resolve(name(folder))).toRealPath();
    StoryFolder.dress(folder, directory);
    StoryFolder.assertGoesAsWritten(
        folder, new Stage(directory, Map.of(), UnaryOperator.identity()));
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }
}
