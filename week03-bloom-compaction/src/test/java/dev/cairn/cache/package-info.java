/// Tests of the block cache.
@NullMarked
package dev.cairn.cache;

import org.jspecify.annotations.NullMarked;
