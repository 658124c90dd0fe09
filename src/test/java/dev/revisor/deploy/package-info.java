/// The chart, the plain manifests and what Argo CD is given: that they say the same, and that they
/// are what a cluster accepts.
@NullMarked
package dev.revisor.deploy;

import org.jspecify.annotations.NullMarked;
