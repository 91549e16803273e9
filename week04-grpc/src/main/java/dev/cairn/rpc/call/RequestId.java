package dev.cairn.rpc.call;

import dev.cairn.common.store.StoreException;

/// Tells a write from all others, so that one that arrives again is known.
///
/// A session has slots; a client uses a slot for one write at a time, and numbers the writes of a slot
/// upwards. A server remembers the newest number of each slot with its answer. (RFC 8881, section
/// 2.10.6.)
///
/// Immutable.
///
/// @param slot from 0 on
/// @param sequence from 1 on
public record RequestId(SessionId session, int slot, long sequence) {
    /// @throws StoreException.Refused if slot or sequence are out of range
    public RequestId {
        if (slot < 0 || sequence < 1) {
            throw new StoreException.Refused("a request id has a slot from 0 on and a sequence from 1 on, not slot "
                    + slot + " and sequence " + Long.toUnsignedString(sequence));
        }
    }

    @Override
    public String toString() {
        return session + "/" + slot + "/" + sequence;
    }
}
