package dev.cairn.wal.commit;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.store.Mutation;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.ArrayList;
import java.util.List;

/// The payload of a log record: mutations with the sequence number of the first, as LevelDB's write batch has it.
///
/// ```
///   | sequence of the first mutation, fixed64 | count, fixed32 | mutation ... |
///   put      | 1 | varint32 length, key | varint32 length, value |
///   delete   | 0 | varint32 length, key |
/// ```
///
/// Each mutation takes one sequence number. The format: `docs/formats/log.md`; LevelDB `db/write_batch.cc`.
public final class BatchFormat {
    private static final int DELETE = 0;
    private static final int PUT = 1;
    private static final int COUNT_OFFSET = Long.BYTES;
    private static final int MUTATION_BYTES_MIN = 2;

    /// At least what a mutation takes beside its key and value, and what stands before the first one.
    static final int MUTATION_ROOM_BYTES = 16;

    private BatchFormat() {}

    /// What a record holds. Immutable.
    ///
    /// @param sequence of the first mutation
    public record Batch(long sequence, List<Mutation> mutations) {
        public Batch {
            mutations = List.copyOf(mutations);
        }

        /// The sequence number of the last mutation, or the one before [#sequence] if there is none.
        public long lastSequence() {
            return sequence + mutations.size() - 1;
        }
    }

    /// The bytes of a whole batch: sequence, count, and then the mutations in their order, as laid out above.
    ///
    /// Each batch has one encoding. A key or a value may be empty, and may be any bytes.
    @Exercise("1.1")
    public static Bytes encode(Batch batch) {
        ByteWriter target = new ByteWriter(room(batch));
        target.fixed64(batch.sequence()).fixed32(batch.mutations().size());
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) ->
                    target.u8(PUT).lengthPrefixed(key).lengthPrefixed(value);
                case Mutation.Delete(Bytes key) -> target.u8(DELETE).lengthPrefixed(key);
            }
        }
        return target.takeBytes();
    }

    /// Bytes that are enough, so that a writer which begins with them need not grow.
    @Solution
    private static int room(Batch batch) {
        long room = MUTATION_ROOM_BYTES;
        for (Mutation mutation : batch.mutations()) {
            room += MUTATION_ROOM_BYTES + mutation.key().length();
            room += mutation instanceof Mutation.Put put ? put.value().length() : 0;
        }
        return Math.toIntExact(room);
    }

    /// The batch in a record's payload; keys and values share its array.
    ///
    /// Whatever the bytes are, the answer is a batch whose encoding they are, or the one exception. It tells the
    /// offset in the payload of what is wrong:
    ///
    /// - A count that cannot be, because each mutation takes at least two bytes: offset 8, expected `a count that
    ///   25 bytes can hold` where 25 bytes follow it, found the count as an unsigned number.
    /// - A kind that is neither: its offset, expected `kind 0 (delete) or 1 (put)`, found the kind as a number.
    /// - Bytes behind the last mutation, a field that is cut short, a length past the end: as [ByteReader] says it.
    ///
    /// Nothing is allocated for a count before it is known to be possible.
    ///
    /// @throws CorruptBytesException if it is not what [#encode] makes
    @Exercise("1.1")
    public static Batch decode(Bytes payload) {
        ByteReader source = new ByteReader(payload);
        long sequence = source.fixed64();
        int count = source.fixed32();
        if (count < 0 || count > source.remaining() / MUTATION_BYTES_MIN) {
            throw new CorruptBytesException(
                    COUNT_OFFSET,
                    "a count that " + source.remaining() + " bytes can hold",
                    Integer.toUnsignedString(count));
        }
        List<Mutation> mutations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            mutations.add(mutation(source));
        }
        source.end();
        return new Batch(sequence, mutations);
    }

    @Solution
    private static Mutation mutation(ByteReader source) {
        int offset = source.offset();
        int kind = source.u8();
        return switch (kind) {
            case PUT -> new Mutation.Put(source.lengthPrefixed(), source.lengthPrefixed());
            case DELETE -> new Mutation.Delete(source.lengthPrefixed());
            default -> throw new CorruptBytesException(offset, "kind 0 (delete) or 1 (put)", Integer.toString(kind));
        };
    }
}
