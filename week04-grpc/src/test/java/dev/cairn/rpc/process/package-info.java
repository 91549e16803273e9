/// Whole nodes: real gRPC, real sockets, real processes.
@NullMarked
package dev.cairn.rpc.process;

import org.jspecify.annotations.NullMarked;
