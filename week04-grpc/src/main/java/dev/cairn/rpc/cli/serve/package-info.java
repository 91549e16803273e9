/// `cairn serve`: a store in a directory behind a door for gRPC. The door is
/// [dev.cairn.rpc.cli.serve.ServeCommand].
@NullMarked
package dev.cairn.rpc.cli.serve;

import org.jspecify.annotations.NullMarked;
