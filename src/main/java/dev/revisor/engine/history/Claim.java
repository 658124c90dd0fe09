package dev.revisor.engine.history;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The resource of a cluster that a version table belongs to.
///
/// @param cluster tells clusters apart
/// @param uid of the resource, unlike that of any other anywhere
public record Claim(String cluster, String namespace, String name, String uid) {

  /// Reads `cluster/namespace/name/uid`.
  ///
  /// @throws IllegalArgumentException when `text` is none
  public static Claim parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 4 || List.of(parts).contains("")) {
      throw new IllegalArgumentException(
          "a claim must be CLUSTER/NAMESPACE/NAME/UID, was '" + text + "'");
    }
    return new Claim(parts[0], parts[1], parts[2], parts[3]);
  }

  @Override
  public String toString() {
    return namespace + "/" + name + " of cluster " + cluster + " (uid " + uid + ")";
  }

  /// What a run claims.
  ///
  /// @param realm namespaces of the claim's cluster among whose resources somebody else has decided
  ///   that it is this one's turn; `*` for all
  /// @param expired uids whose claims do not count any more
  public record Wanted(Claim claim, Set<String> realm, Set<String> expired) {
    public Wanted {
      realm = Set.copyOf(realm);
      expired = Set.copyOf(expired);
    }

    /// Why it cannot be had.
    ///
    /// @param found of this version table, and of this resource
    public Optional<RevisorException> refusal(VersionTable table, List<Found> found) {
      return found.stream()
          .flatMap(
              one ->
                  (one.versionTable().equals(table.toString())
                          ? ofAnother(table, one.claim())
                          : ofAnotherTable(table, one))
                      .stream())
          .findFirst();
    }

    private Optional<RevisorException> ofAnother(VersionTable table, Claim other) {
      boolean givesWay =
          other.uid().equals(claim.uid())
              || expired.contains(other.uid())
              || other.cluster().equals(claim.cluster())
                  && (realm.contains("*") || realm.contains(other.namespace()));
      return givesWay
          ? Optional.empty()
          : Optional.of(
              RevisorException.of(
                      Reason.DatabaseClaimed,
                      "the database with the version table " + table + " belongs to " + other)
                  .withHint(
                      "if that is gone, or this is a copy of its database, let the claim of uid "
                          + other.uid()
                          + " expire"));
    }

    /// A resource whose version table is another one all at once would begin afresh.
    private Optional<RevisorException> ofAnotherTable(VersionTable table, Found own) {
      return expired.contains(claim.uid())
          ? Optional.empty()
          : Optional.of(
              RevisorException.of(
                      Reason.VersionTableMismatch,
                      "the version table is "
                          + own.versionTable()
                          + " for "
                          + claim.namespace()
                          + "/"
                          + claim.name()
                          + ", and not "
                          + table)
                  .withHint(
                      "keep the old one; or copy its rows to the new one and let the claim of uid "
                          + claim.uid()
                          + " expire"));
    }
  }

  /// A row of the table `claim`.
  public record Found(String versionTable, Claim claim) {}
}
