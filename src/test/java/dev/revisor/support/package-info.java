/// What tests of several packages share: real servers, fakes and builders.
@NullMarked
package dev.revisor.support;

import org.jspecify.annotations.NullMarked;
