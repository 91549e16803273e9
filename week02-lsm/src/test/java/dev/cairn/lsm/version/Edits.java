package dev.cairn.lsm.version;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Makes tables, keys and edits for tests.
public final class Edits {
    private Edits() {}

    /// A put of `key`.
    public static InternalKey key(String key, long sequence) {
        return InternalKey.of(Bytes.utf8(key), EntryTag.ofPut(sequence));
    }

    /// Where a search for the newest entry of `key` begins.
    public static InternalKey search(String key) {
        return InternalKey.search(Bytes.utf8(key), EntryTag.SEQUENCE_MAX);
    }

    /// A table whose keys go from `first` to `last`, all of sequence number 1.
    public static TableFile table(long number, String first, String last) {
        return new TableFile(number, 100 * number, key(first, 1), key(last, 1));
    }

    /// An edit that adds tables to `level`.
    public static VersionEdit add(int level, TableFile... tables) {
        VersionEdit.Builder edit = VersionEdit.builder();
        for (TableFile table : tables) {
            edit.add(level, table);
        }
        return edit.build();
    }

    /// An edit built by `parts`.
    public static VersionEdit edit(Consumer<VersionEdit.Builder> parts) {
        VersionEdit.Builder edit = VersionEdit.builder();
        parts.accept(edit);
        return edit.build();
    }

    /// Any edit that the format can hold; it need not fit any version.
    public static Arbitrary<VersionEdit> any() {
        Arbitrary<Consumer<VersionEdit.Builder>> part = Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(30).map(name -> edit -> edit.comparator(name)),
                Arbitraries.longs().between(0, FileNumbers.MAX).map(number -> edit -> edit.logNumber(number)),
                Arbitraries.longs().between(0, FileNumbers.MAX).map(number -> edit -> edit.previousLogNumber(number)),
                Arbitraries.longs().between(0, FileNumbers.MAX).map(number -> edit -> edit.nextFileNumber(number)),
                Arbitraries.longs()
                        .between(0, EntryTag.SEQUENCE_MAX)
                        .map(sequence -> edit -> edit.lastSequence(sequence)),
                Combinators.combine(levels(), keys()).as((level, key) -> edit -> edit.pointer(level, key)),
                Combinators.combine(levels(), numbers()).as((level, number) -> edit -> edit.delete(level, number)),
                Combinators.combine(levels(), tables()).as((level, table) -> edit -> edit.add(level, table)));
        return part.withoutEdgeCases()
                .list()
                .ofMaxSize(12)
                .map(parts -> edit(edit -> parts.forEach(each -> each.accept(edit))))
                .withoutEdgeCases();
    }

    /// Keys of few bytes, so that some begin others.
    public static Arbitrary<InternalKey> keys() {
        Arbitrary<Bytes> userKeys =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(5).map(Bytes::copyOf);
        Arbitrary<Long> sequences = Arbitraries.longs().between(0, EntryTag.SEQUENCE_MAX);
        return Combinators.combine(userKeys, sequences, Arbitraries.of(true, false))
                .as((key, sequence, isPut) ->
                        InternalKey.of(key, isPut ? EntryTag.ofPut(sequence) : EntryTag.ofDelete(sequence)));
    }

    private static Arbitrary<Integer> levels() {
        return Arbitraries.integers().between(0, Version.LEVELS - 1);
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs().between(1, FileNumbers.MAX);
    }

    private static Arbitrary<TableFile> tables() {
        return Combinators.combine(numbers(), Arbitraries.longs().greaterOrEqual(0), keys(), keys())
                .as((number, bytes, one, other) -> one.compareTo(other) <= 0
                        ? new TableFile(number, bytes, one, other)
                        : new TableFile(number, bytes, other, one));
    }
}
