package dev.cairn.rpc.client;

import dev.cairn.common.check.Check;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.workbook.Exercise;
import java.util.BitSet;
import java.util.Optional;

/// The ids of one session: which slots are in use, and how far each has counted.
///
/// 1. Of two writes under way no two have the same slot.
/// 2. Each write of a slot has a higher number than all before it, also than one that was given up: a copy
///    of that one, if it still travels, is then known as old by whoever has seen the new one.
/// 3. The lowest free slot is taken, so that a client that writes little has few rows at the server.
///
/// (The slot table of RFC 8881, section 2.10.6.) Confined to its owner's lock.
final class Slots {
    private final SessionId session;
    private final long[] newest;
    private final BitSet isInUse;

    /// @param count how many slots the server has given to the session
    Slots(SessionId session, int count) {
        Check.argument(count > 0, "a session of %s slots", count);
        this.session = session;
        this.newest = new long[count];
        this.isInUse = new BitSet(count);
    }

    /// What the server calls the session.
    SessionId session() {
        return session;
    }

    /// Takes the lowest slot that is free, and counts it one further; a slot's first number is 1.
    ///
    /// @return the id for one new write, or empty, and nothing has changed, if all slots are in use
    @Exercise("4.5")
    Optional<RequestId> take() {
        int slot = isInUse.nextClearBit(0);
        if (slot >= newest.length) {
            return Optional.empty();
        }
        isInUse.set(slot);
        newest[slot]++;
        return Optional.of(new RequestId(session, slot, newest[slot]));
    }

    /// Frees the slot of a write that has ended, whether it was answered or given up. Its number stays used
    /// up.
    ///
    /// @throws IllegalStateException if `id` is not under way: of another session, of a slot that is free, or
    ///     with another number than the newest of its slot. Else a slot could serve two writes
    @Exercise("4.5")
    void release(RequestId id) {
        Check.that(
                id.session().equals(session) && isInUse.get(id.slot()) && newest[id.slot()] == id.sequence(),
                "%s is not under way in session %s",
                id,
                session);
        isInUse.clear(id.slot());
    }
}
