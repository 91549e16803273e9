/// What tests of several packages are given: [dev.cairn.rpc.given.SetClock] and
/// [dev.cairn.rpc.given.OnThreads].
@NullMarked
package dev.cairn.rpc.given;

import org.jspecify.annotations.NullMarked;
