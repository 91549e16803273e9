/// The commands of week 4, and what they share. Others are in [dev.cairn.rpc.cli.serve],
/// [dev.cairn.rpc.cli.kv] and [dev.cairn.rpc.cli.bench].
///
/// The doors: [HistoryCommand].
@NullMarked
package dev.cairn.rpc.cli;

import org.jspecify.annotations.NullMarked;
