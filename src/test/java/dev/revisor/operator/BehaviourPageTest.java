package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page on behaviour names situations that are decided, and tests that are there.
class BehaviourPageTest {
  private static final Pattern TEST = Pattern.compile("`([A-Za-z]+E2E)\\.([A-Za-z]+)`");

  /// This row is about a setting of the operator, not about a decision.
  private static final String SETTING = "the operator may read no Secret";

  @Test
  void everyRowIsDecidedAndEveryDecisionIsARow() throws IOException {
    var decided =
        BehaviourTest.rows()
            .map(BehaviourTest.Row::situation)
            .collect(Collectors.toCollection(TreeSet::new));
    decided.add(SETTING);
    assertThat(situations()).isEqualTo(decided);
  }

  @Test
  void everyRowNamesTestsThatAreThere() throws IOException {
    for (var row : rows()) {
      var tests = TEST.matcher(row).results().toList();
      assertThat(tests).as(row).isNotEmpty();
      for (var test : tests) {
        var file = Path.of("src/test/java/dev/revisor/e2e", test.group(1) + ".java");
        assertThat(Files.readString(file)).contains("  void " + test.group(2) + "(");
      }
    }
  }

  private static Set<String> situations() throws IOException {
    return rows().stream()
        .map(row -> row.split("\\|")[1].strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(Path.of("docs/reference/behaviour.md")).stream()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .toList();
  }
}
