package dev.revisor.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.kubectl.Surroundings.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private Screen screen(Terminal terminal) {
    var out = new PrintStream(output, true, StandardCharsets.UTF_8);
    return new Screen(
        new Surroundings(
            cluster -> {
              throw new AssertionError("nobody connects");
            },
            out,
            out,
            Clock.systemUTC(),
            terminal));
  }

  private String printed() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aScreenShowsTheNewestAlone() {
    var screen = screen(Terminal.PLAIN_SCREEN);
    screen.show(List.of("shop  Running", "revision 1 of 3"), List.of("a1 done", "b2"), "Running");
    screen.show(List.of("shop  Running", "revision 2 of 3"), List.of("b2 done"), "Running");
    screen.show(List.of("shop  Succeeded"), List.of(), "Succeeded");

    assertThat(seen(40)).containsExactly("shop  Succeeded");
  }

  @Test
  void aLineThatIsTooWideIsCutAndLeavesNothingBehind() {
    var screen = screen(Terminal.PLAIN_SCREEN);
    screen.show(List.of("shop", "x".repeat(50)), List.of("y".repeat(90)), "Running");
    assertThat(seen(20)).containsExactly("shop", "x".repeat(20), "  | " + "y".repeat(16));

    screen.show(List.of("shop", "done"), List.of(), "Succeeded");
    assertThat(seen(20)).containsExactly("shop", "done");
  }

  @Test
  void afterwardsLinesAreWrappedAgain() {
    screen(Terminal.SCREEN).show(List.of("shop"), List.of(), "Running");

    assertThat(printed()).endsWith("\u001b[?7h");
  }

  @Test
  void elsewhereWhatChangesIsSaidOnce() {
    var screen = screen(Terminal.NONE);
    screen.show(List.of("shop"), List.of("a1"), "Running: a1");
    screen.show(List.of("shop"), List.of("b2"), "Running: a1");
    screen.show(List.of("shop"), List.of(), "Succeeded: at b2");

    assertThat(printed()).isEqualTo("Running: a1\nSucceeded: at b2\n");
  }

  /// What a terminal of this width has on its screen, as far as it knows these sequences.
  private List<String> seen(int width) {
    var lines = new ArrayList<>(List.of(""));
    var row = 0;
    var wraps = true;
    var parts = Pattern.compile("\u001b\\[(\\??\\d*)([A-Za-z])|\n|[^\u001b\n]+").matcher(printed());
    while (parts.find()) {
      switch (parts.group()) {
        case "\n" -> {
          row++;
          if (row == lines.size()) {
            lines.add("");
          }
        }
        case "\u001b[?7l" -> wraps = false;
        case "\u001b[?7h" -> wraps = true;
        case "\u001b[J" -> {
          lines.subList(row, lines.size()).clear();
          lines.add("");
        }
        case String part when "A".equals(parts.group(2)) -> row -= Integer.parseInt(parts.group(1));
        case String text -> {
          assertThat(text.length() > width && wraps).as("a line is wrapped").isFalse();
          lines.set(row, text.substring(0, Math.min(text.length(), width)));
        }
      }
    }
    assertThat(lines.removeLast()).as("where the cursor is").isEmpty();
    return lines;
  }
}
