/// The cluster: nodes put together from all weeks, the demo, and the `cairn` program.
@NullMarked
package dev.cairn.cluster;

import org.jspecify.annotations.NullMarked;
