@NullMarked
package dev.cairn.rpc.grpc;

import org.jspecify.annotations.NullMarked;
