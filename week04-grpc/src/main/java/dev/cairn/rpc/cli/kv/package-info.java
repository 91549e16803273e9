/// `cairn kv`: a store that another process serves. The door is [dev.cairn.rpc.cli.kv.KvCommand].
@NullMarked
package dev.cairn.rpc.cli.kv;

import org.jspecify.annotations.NullMarked;
