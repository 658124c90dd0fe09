package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.Claim;
import dev.revisor.engine.history.ClaimTable;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.SQLException;
import java.util.List;

/// Takes the version table for whom the run is made, under the run lock.
record ClaimKeeper(RunContext context) {

  /// @throws RevisorException DatabaseClaimed, VersionTableMismatch
  void take(LockedSession locked) {
    var wanted = context.request().claim();
    if (wanted.isPresent()) {
      take(locked, wanted.get());
    }
  }

  private void take(LockedSession locked, Claim.Wanted wanted) {
    var table = context.request().versionTable();
    var claims = new ClaimTable(locked.session().connection(), table);
    try {
      claims.ensure();
      var found = claims.read(wanted.claim());
      var refusal = wanted.refusal(table, found);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      if (!found.equals(List.of(new Claim.Found(table.toString(), wanted.claim())))) {
        claims.write(wanted.claim());
      }
    } catch (SQLException e) {
      locked.session().rollBack();
      var failure = SqlStates.toException(e, "the claim on the database cannot be kept");
      if (failure.reason() != Reason.InsufficientPrivilege) {
        throw failure;
      }
      // Whoever made the tables made none for claims; it has worked without.
      context.tell(new RunEvent.Notice("WARNING", failure.error().message()));
    }
  }
}
