/// Other stores, as a benchmark sees them.
@NullMarked
package dev.cairn.lsm.cli.bench.peers;

import org.jspecify.annotations.NullMarked;
