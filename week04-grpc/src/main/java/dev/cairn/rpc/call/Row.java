package dev.cairn.rpc.call;

import dev.cairn.common.bytes.Bytes;

/// One row of a scan.
///
/// Immutable.
///
/// @param value empty bytes in a scan of keys only
public record Row(Bytes key, Bytes value) {}
