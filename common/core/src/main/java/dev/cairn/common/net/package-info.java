/// How nodes send messages to each other: a seam, and its do-nothing value.
///
/// The door is [dev.cairn.common.net.Transport], which promises little on purpose: whoever stands on it
/// lives with loss, delay, doubles and another order. [dev.cairn.common.net.LoopbackNetwork] fills it
/// inside of one process; week 4 fills it by gRPC, and a simulation by `dev.cairn.sim.net.SimNetwork`.
@NullMarked
package dev.cairn.common.net;

import org.jspecify.annotations.NullMarked;
