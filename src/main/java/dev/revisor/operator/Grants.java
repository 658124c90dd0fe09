package dev.revisor.operator;

import java.util.List;

/// What somebody lets a run do that it may not do by itself.
///
/// @param approvals the hashes of the plans that may run, sorted
/// @param acceptedDrift the fingerprint of a schema that is accepted with what was done to it by
///   hand; empty where none is
/// @param expiredClaim the uid of a resource whose claim on the database does not count any more;
///   empty where there is none
record Grants(List<String> approvals, String acceptedDrift, String expiredClaim) {
  static final Grants NONE = new Grants(List.of(), "", "");

  Grants {
    approvals = List.copyOf(approvals);
  }
}
