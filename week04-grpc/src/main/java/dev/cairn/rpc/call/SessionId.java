package dev.cairn.rpc.call;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;

/// What a server calls a session: bytes that no other session has had.
///
/// Immutable.
///
/// @param bytes exactly [#LENGTH] bytes
public record SessionId(Bytes bytes) {
    /// Bytes of an id.
    public static final int LENGTH = 16;

    /// @throws StoreException.Refused if there are more or fewer bytes
    public SessionId {
        if (bytes.length() != LENGTH) {
            throw new StoreException.Refused("a session id has " + LENGTH + " bytes, not " + bytes.length()
                    + ": send the one that OpenSession answered");
        }
    }

    @Override
    public String toString() {
        return bytes.toHex();
    }
}
