package dev.revisor.kubectl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Shows the same thing again and again: on a terminal in place, elsewhere a line whenever it
/// changes.
final class Screen {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String ESCAPE = "\u001b[";

  /// A line that is wider than the terminal is cut: wrapped, it would take more lines than are
  /// counted (DECAWM).
  private static final String CUT_LINES = ESCAPE + "?7l";

  private static final String WRAP_LINES = ESCAPE + "?7h";

  private final Surroundings surroundings;
  private int height;
  private String said = "";

  Screen(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// @param inShort what is worth a line where nothing can be written over
  void show(List<String> lines, List<String> log, String inShort) {
    var out = surroundings.out();
    if (surroundings.terminal() == Surroundings.Terminal.NONE) {
      if (!inShort.equals(said)) {
        said = inShort;
        out.print(inShort + "\n");
      }
    } else {
      var all = new ArrayList<>(lines);
      log.forEach(line -> all.add("  | " + line));
      if (height > 0) {
        out.print(ESCAPE + height + "A" + ESCAPE + "J");
      }
      out.print(CUT_LINES);
      all.forEach(line -> out.print(line + "\n"));
      out.print(WRAP_LINES);
      height = all.size();
    }
    out.flush();
  }

  void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.TRANSIENT, "asked to stop");
    }
  }
}
