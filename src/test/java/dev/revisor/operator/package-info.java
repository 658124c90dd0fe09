/// The operator: pure tests of its parts, and the whole loop on a real API server, where a fake
/// kubelet runs the Jobs' real command in this process.
@NullMarked
package dev.revisor.operator;

import org.jspecify.annotations.NullMarked;
