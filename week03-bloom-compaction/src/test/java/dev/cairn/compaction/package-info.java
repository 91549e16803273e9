/// Tests of the strategies and brakes, on versions that were drawn by hand or by chance.
@NullMarked
package dev.cairn.compaction;

import org.jspecify.annotations.NullMarked;
