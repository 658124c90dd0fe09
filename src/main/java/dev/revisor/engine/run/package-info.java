/// Runs plans: the lock, the transactions, the session, what is recorded.
@NullMarked
package dev.revisor.engine.run;

import org.jspecify.annotations.NullMarked;
