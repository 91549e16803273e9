/// What a benchmark asks of the operating system: a fresh process, what this one has used, what the page cache
/// holds.
///
/// The door: [ChildJvm], [OwnProcess], [Quiet], [PageCache], [ScratchFolder].
@NullMarked
package dev.cairn.lsm.cli.bench.system;

import org.jspecify.annotations.NullMarked;
