/// From a graph, the applied state and a target to an ordered list of steps, or to a refusal that
/// says why. Pure: depends on `revision`, `script` and the JDK only.
@NullMarked
package dev.revisor.plan;

import org.jspecify.annotations.NullMarked;
