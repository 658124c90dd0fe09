package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;

/// The inline data of a `COPY … FROM stdin`, read straight from the file. Close does nothing.
public final class CopyData extends Reader {
  /// Where the server's `COPY t, line N` lies in the file: `line` counts data lines from 1.
  public Position positionOfLine(long line) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
