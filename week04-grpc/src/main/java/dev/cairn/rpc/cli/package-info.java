/// What the commands of the node share. The commands are in [dev.cairn.rpc.cli.serve] and [dev.cairn.rpc.cli.kv].
@NullMarked
package dev.cairn.rpc.cli;

import org.jspecify.annotations.NullMarked;
