/// Placement: which node owns which keys, and how ownership moves when nodes come and go.
@NullMarked
package dev.cairn.ring;

import org.jspecify.annotations.NullMarked;
