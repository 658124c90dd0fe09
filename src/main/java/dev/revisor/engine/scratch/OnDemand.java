package dev.revisor.engine.scratch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A server of our own that is started when the first database is wanted.
final class OnDemand implements ScratchServer {
  private final Embedded embedded;
  private @Nullable EmbeddedServer started;

  OnDemand(Embedded embedded) {
    this.embedded = embedded;
  }

  @Override
  public synchronized ScratchDatabase create() {
    if (started == null) {
      started = EmbeddedServer.start(embedded);
    }
    return started.create();
  }

  @Override
  public ServerIdentity identity() {
    try {
      return embedded.identity();
    } catch (IOException e) {
      throw Tool.unavailable("cannot look at the programs: " + e.getMessage(), e);
    }
  }

  @Override
  public Company company() {
    return Company.NONE;
  }

  @Override
  public synchronized void close() {
    if (started != null) {
      started.close();
    }
  }
}
