/// Invariants that stay on in production.
@NullMarked
package dev.cairn.common.check;

import org.jspecify.annotations.NullMarked;
