package dev.cairn.rpc.server;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Optional;

/// The rows of the retry table as keys and values of the store: `docs/formats/retry-table.md`.
///
/// A session's own row sorts right before those of its slots. There is no checksum here: the log and the
/// tables of the store have theirs.
///
/// Thread-safe: there is no state.
final class RetryFormat {
    /// What every key of the table begins with.
    static final Bytes PREFIX = ReservedKeys.PREFIX.concat(Bytes.utf8("r"));

    /// The version of both values.
    static final int VERSION = 1;

    /// Bytes of the key of a session's row.
    static final int SESSION_KEY_BYTES = PREFIX.length() + SessionId.LENGTH;

    /// Bytes of the key of a slot's row.
    static final int SLOT_KEY_BYTES = SESSION_KEY_BYTES + 2;

    private RetryFormat() {}

    /// The key of a session's row: [#PREFIX], the session.
    static Bytes key(SessionId session) {
        return PREFIX.concat(session.bytes());
    }

    /// The key of a slot's row: [#PREFIX], the session, the slot in two bytes, the upper one first.
    static Bytes key(SessionId session, int slot) {
        return key(session).concat(Bytes.copyOf((byte) (slot >>> Byte.SIZE), (byte) slot));
    }

    /// The change that writes a row.
    ///
    /// | row | key | value |
    /// |---|---|---|
    /// | [RetryRow.Opened] | that of the session | [#VERSION] in one byte, slots in four |
    /// | [RetryRow.Answered] | that of the slot | [#VERSION] and answer in one each, sequence and hash in eight |
    ///
    /// Numbers of several bytes are as [ByteWriter#fixed32] and [ByteWriter#fixed64] write them.
    @Exercise("4.8")
    static Mutation.Put encoded(RetryRow row) {
        return switch (row) {
            case RetryRow.Opened(SessionId session, int slots) ->
                new Mutation.Put(
                        key(session),
                        new ByteWriter(5).u8(VERSION).fixed32(slots).takeBytes());
            case RetryRow.Answered(RequestId id, long hash, Answer answer) ->
                new Mutation.Put(
                        key(id.session(), id.slot()),
                        new ByteWriter(18)
                                .u8(VERSION)
                                .u8(answer.code())
                                .fixed64(id.sequence())
                                .fixed64(hash)
                                .takeBytes());
        };
    }

    /// The row that a key below [#PREFIX] and its value stand for; the length of the key tells which of
    /// the two it is.
    ///
    /// @throws StoreException.Corrupt if the key is neither as long as a session's nor as a slot's, the
    ///     version is another, slots or sequence or the code of the answer are none that can be, or a
    ///     value is too short or too long. What was expected is one of `a key of 24 or 26 bytes`,
    ///     `version 1`, `1 to 65536 slots`, `an answer from 1 to 3`, `a sequence from 1 on`, or what a
    ///     [ByteReader] says of bytes that are missing or too many; what was found is the number itself,
    ///     of a key `25 bytes`. The offset is that of the [ByteReader] where bytes are missing or too
    ///     many, and 0 of anything else. The bytes of the slot have no sign: 0 to 65535
    @Exercise("4.8")
    static RetryRow decoded(Bytes key, Bytes value) {
        ByteReader reader = new ByteReader(value);
        try {
            SessionId session = sessionOf(key);
            expect(reader.u8(), VERSION, VERSION, "version " + VERSION);
            RetryRow row = key.length() == SESSION_KEY_BYTES
                    ? new RetryRow.Opened(session, slots(reader))
                    : answered(session, slotOf(key), reader);
            reader.end();
            return row;
        } catch (CorruptBytesException damage) {
            throw corrupt(key, damage.offset(), damage.expected(), damage.actual());
        }
    }

    /// What is thrown when the row of `key` is not what was written. It names the way out
    /// ([StoreService#forgetSessions]): what mends the files of a store does not mend this.
    static StoreException.Corrupt corrupt(Bytes key, int offset, String expected, String actual) {
        String row = "row " + key.toHex() + " of the retry table ('cairn serve --forget-sessions' gives the table up)";
        return new StoreException.Corrupt(row, offset, expected, actual);
    }

    @Solution
    private static SessionId sessionOf(Bytes key) {
        if (key.length() != SESSION_KEY_BYTES && key.length() != SLOT_KEY_BYTES) {
            throw new CorruptBytesException(
                    0, "a key of " + SESSION_KEY_BYTES + " or " + SLOT_KEY_BYTES + " bytes", key.length() + " bytes");
        }
        return new SessionId(key.slice(PREFIX.length(), SESSION_KEY_BYTES).copy());
    }

    @Solution
    private static int slotOf(Bytes key) {
        return key.at(SESSION_KEY_BYTES) << Byte.SIZE | key.at(SESSION_KEY_BYTES + 1);
    }

    @Solution
    private static int slots(ByteReader reader) {
        int slots = reader.fixed32();
        expect(slots, 1, ServiceOptions.SLOTS_MAX, "1 to " + ServiceOptions.SLOTS_MAX + " slots");
        return slots;
    }

    @Solution
    private static RetryRow answered(SessionId session, int slot, ByteReader reader) {
        int code = reader.u8();
        Answer answer = Answer.ofCode(code)
                .orElseThrow(() -> new CorruptBytesException(0, "an answer from 1 to 3", Integer.toString(code)));
        long sequence = reader.fixed64();
        expect(sequence, 1, Long.MAX_VALUE, "a sequence from 1 on");
        return new RetryRow.Answered(new RequestId(session, slot, sequence), reader.fixed64(), answer);
    }

    @Solution
    private static void expect(long found, long min, long max, String expected) {
        if (found < min || found > max) {
            throw new CorruptBytesException(0, expected, Long.toString(found));
        }
    }

    /// A hash by which a write that arrives again is told from another that has its id by mistake.
    ///
    /// It is on disk, so it never changes: `docs/formats/retry-table.md`. Keys and values are hashed
    /// where they lie, and the hashes are hashed, so that nothing is copied. It is no defence against
    /// somebody who looks for two writes with one hash: he would deceive himself.
    ///
    /// Thread-safe: there is no state.
    static final class RequestHash {
        private static final int WRITE = 1;
        private static final int WRITE_IF = 2;
        private static final int PUT = 1;
        private static final int DELETE = 2;

        private RequestHash() {}

        /// The hash of a batch without a condition: the format page says of which bytes.
        @Exercise("4.8")
        static long of(Request.Write write) {
            ByteWriter parts = new ByteWriter().u8(WRITE);
            add(parts, write.batch());
            return Hash64.of(parts.takeBytes());
        }

        /// The hash of a batch with a condition: the format page says of which bytes.
        @Exercise("4.8")
        static long of(Request.WriteIf write) {
            ByteWriter parts = new ByteWriter().u8(WRITE_IF).fixed64(Hash64.of(write.key()));
            add(parts, write.expected());
            add(parts, write.batch());
            return Hash64.of(parts.takeBytes());
        }

        @Solution
        private static void add(ByteWriter parts, Optional<Bytes> expected) {
            parts.u8(expected.isPresent() ? 1 : 0).fixed64(Hash64.of(expected.orElse(Bytes.EMPTY)));
        }

        @Solution
        private static void add(ByteWriter parts, WriteBatch batch) {
            for (Mutation mutation : batch.mutations()) {
                switch (mutation) {
                    case Mutation.Put(Bytes key, Bytes value) ->
                        parts.u8(PUT).fixed64(Hash64.of(key)).fixed64(Hash64.of(value));
                    case Mutation.Delete(Bytes key) -> parts.u8(DELETE).fixed64(Hash64.of(key));
                }
            }
        }
    }
}
