/// The commands of week 4, and what they share.
///
/// The doors: [HistoryCommand]; those of [dev.cairn.rpc.cli.serve] and [dev.cairn.rpc.cli.kv] have packages
/// of their own.
@NullMarked
package dev.cairn.rpc.cli;

import org.jspecify.annotations.NullMarked;
