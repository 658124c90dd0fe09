/// End-to-end tests: the chart on a real cluster, real Jobs, a real PostgreSQL, faults. `dev/e2e`
/// brings the cluster up and runs them; the database is the judge of what was applied.
@NullMarked
package dev.revisor.e2e;

import org.jspecify.annotations.NullMarked;
