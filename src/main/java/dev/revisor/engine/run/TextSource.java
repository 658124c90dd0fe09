package dev.revisor.engine.run;

import java.io.IOException;
import java.io.Reader;

/// A text that can be read several times, each time from its start.
public interface TextSource {
  /// The caller closes it.
  Reader open() throws IOException;
}
