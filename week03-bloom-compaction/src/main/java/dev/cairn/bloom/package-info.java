/// Filters that answer "surely absent" without touching a table's blocks.
@NullMarked
package dev.cairn.bloom;

import org.jspecify.annotations.NullMarked;
