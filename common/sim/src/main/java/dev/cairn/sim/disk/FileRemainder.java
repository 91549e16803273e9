package dev.cairn.sim.disk;

import java.util.function.Supplier;

/// What a power cut left of a file.
///
/// Immutable.
///
/// @param content the bytes that are there after it
/// @param faults which kinds of loss it shows, as [dev.cairn.sim.Fault#bit]s
/// @param how the choice in words, "" if nothing was pending
record FileRemainder(Content content, int faults, Supplier<String> how) {}
