/// What a node tells whoever runs it, as events: a name and named findings. The door is
/// [dev.cairn.rpc.log.NodeLog]; [dev.cairn.rpc.log.RequestLog] finds out what is worth telling.
@NullMarked
package dev.cairn.rpc.log;

import org.jspecify.annotations.NullMarked;
