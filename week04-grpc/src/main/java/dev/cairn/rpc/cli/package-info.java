/// The commands of week 4.
///
/// The doors: [HistoryCommand].
@NullMarked
package dev.cairn.rpc.cli;

import org.jspecify.annotations.NullMarked;
