package dev.revisor.engine.history;

import java.time.Instant;
import java.util.Optional;

/// The session that holds the run lock. What the role may not see of others is empty.
///
/// @param pid the server process
/// @param since when its session began
public record LockHolder(
    int pid,
    String user,
    Optional<String> applicationName,
    Optional<String> clientAddress,
    Optional<Instant> since) {

  /// For people: `pid 4711 (revisor, shop_owner, from 10.0.0.7, connected since …)`.
  @Override
  public String toString() {
    return "pid "
        + pid
        + " ("
        + applicationName.filter(name -> !name.isEmpty()).map(name -> name + ", ").orElse("")
        + user
        + clientAddress.map(address -> ", from " + address).orElse("")
        + since.map(instant -> ", connected since " + instant).orElse("")
        + ")";
  }
}
