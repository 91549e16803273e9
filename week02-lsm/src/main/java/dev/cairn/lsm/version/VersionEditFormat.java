package dev.cairn.lsm.version;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;

/// A [VersionEdit] as a record of the manifest: fields, each of a tag and what the tag asks for.
///
/// ```
///   edit  = field*
///   field = 1 name                                  comparator
///         | 2 number | 3 number | 9 number          log, next file, previous log
///         | 4 sequence                              last sequence
///         | 5 level key                             compaction pointer
///         | 6 level number                          deleted table
///         | 7 level number bytes key key            added table: smallest, largest
/// ```
///
/// Names and keys are length-prefixed, everything else is a varint. LevelDB refuses a tag that it does not
/// know, so there is none here that it does not.
///
/// The format: `docs/formats/manifest.md`; LevelDB `db/version_edit.cc`. Stateless.
final class VersionEditFormat {
    static final int COMPARATOR = 1;
    static final int LOG_NUMBER = 2;
    static final int NEXT_FILE_NUMBER = 3;
    static final int LAST_SEQUENCE = 4;
    static final int COMPACT_POINTER = 5;
    static final int DELETED_FILE = 6;
    static final int NEW_FILE = 7;
    static final int PREVIOUS_LOG_NUMBER = 9;

    /// What is expected where a tag is that is none of these.
    static final String KNOWN_TAGS = "a tag of the format, 1 to 7 or 9";

    private VersionEditFormat() {}

    /// The record for `edit`: a field for each part of it that is there.
    ///
    /// The parts stand in the order in which LevelDB writes them: comparator, log number, previous log number, next
    /// file number, last sequence; then all pointers, all deleted tables and all added ones, each in the order of
    /// the edit. What is empty has no field. A number that is 0 is there, and has one.
    @Exercise("2.8")
    static Bytes encode(VersionEdit edit) {
        ByteWriter record = new ByteWriter();
        edit.comparator().ifPresent(name -> record.varint32(COMPARATOR).lengthPrefixed(Bytes.utf8(name)));
        edit.logNumber().ifPresent(number -> record.varint32(LOG_NUMBER).varint64(number));
        edit.previousLogNumber()
                .ifPresent(number -> record.varint32(PREVIOUS_LOG_NUMBER).varint64(number));
        edit.nextFileNumber()
                .ifPresent(number -> record.varint32(NEXT_FILE_NUMBER).varint64(number));
        edit.lastSequence().ifPresent(sequence -> record.varint32(LAST_SEQUENCE).varint64(sequence));
        edit.pointers().forEach(pointer -> write(pointer, record));
        edit.deleted().forEach(deleted -> write(deleted, record));
        edit.added().forEach(added -> write(added, record));
        return record.takeBytes();
    }

    /// The edit that `record` holds. A number that is there twice counts as it is there last.
    ///
    /// @throws CorruptBytesException with the offset of the field that is not what it should be, or, for an
    ///     unknown tag, of the tag
    static VersionEdit decode(Bytes record) {
        ByteReader source = new ByteReader(record);
        VersionEdit.Builder edit = VersionEdit.builder();
        while (!source.isAtEnd()) {
            readField(source, edit);
        }
        return edit.build();
    }

    @Solution
    private static void write(VersionEdit.Pointer pointer, ByteWriter record) {
        record.varint32(COMPACT_POINTER)
                .varint32(pointer.level())
                .lengthPrefixed(pointer.key().encoded());
    }

    @Solution
    private static void write(VersionEdit.Deleted deleted, ByteWriter record) {
        record.varint32(DELETED_FILE).varint32(deleted.level()).varint64(deleted.number());
    }

    @Solution
    private static void write(VersionEdit.Added added, ByteWriter record) {
        TableFile table = added.table();
        record.varint32(NEW_FILE)
                .varint32(added.level())
                .varint64(table.number())
                .varint64(table.bytes())
                .lengthPrefixed(table.smallest().encoded())
                .lengthPrefixed(table.largest().encoded());
    }

    /// Reads one field, and adds what it says to `edit`.
    ///
    /// A manifest that can be read at all is believed, so what cannot be is refused here, with its offset:
    ///
    /// | what | must be | offset of | expected | found |
    /// |---|---|---|---|---|
    /// | tag | one of the format | the tag | [#KNOWN_TAGS] | `tag 8` |
    /// | level | below [Version#LEVELS] | the number | `a number from 0 to 6` | `7` |
    /// | log, previous log, next file | at most [FileNumbers#MAX] | the number | `a number from 0 to ...` | it |
    /// | number of a table | the same, and not 0 | the number | `a number from 1 to ...` | it |
    /// | last sequence | at most [EntryTag#SEQUENCE_MAX] | the number | `a number from 0 to ...` | it |
    /// | length of a table | at most [Long#MAX_VALUE] | the number | `a number from 0 to ...` | it |
    /// | key | [EntryTag#BYTES] long at least | its length | `a key of at least 8 bytes` | `7 bytes` |
    /// | kind of a key | [EntryTag#isKnown] | its length | `a key of kind 0 or 1` | `kind 2` |
    /// | largest key of a table | not before the smallest | its length | `a key at or behind a @ 1 put` | the key |
    ///
    /// Numbers and tags are told unsigned. What is cut short [ByteReader] refuses.
    ///
    /// @throws CorruptBytesException if it is not what it must be
    @Exercise("2.8")
    private static void readField(ByteReader source, VersionEdit.Builder edit) {
        int from = source.offset();
        int tag = source.varint32();
        switch (tag) {
            case COMPARATOR -> edit.comparator(source.lengthPrefixed().toUtf8());
            case LOG_NUMBER -> edit.logNumber(readNumber(source, 0, FileNumbers.MAX));
            case PREVIOUS_LOG_NUMBER -> edit.previousLogNumber(readNumber(source, 0, FileNumbers.MAX));
            case NEXT_FILE_NUMBER -> edit.nextFileNumber(readNumber(source, 0, FileNumbers.MAX));
            case LAST_SEQUENCE -> edit.lastSequence(readNumber(source, 0, EntryTag.SEQUENCE_MAX));
            case COMPACT_POINTER -> edit.pointer(readLevel(source), readKey(source));
            case DELETED_FILE -> edit.delete(readLevel(source), readNumber(source, 1, FileNumbers.MAX));
            case NEW_FILE -> edit.add(readLevel(source), readTable(source));
            default -> throw new CorruptBytesException(from, KNOWN_TAGS, "tag " + Integer.toUnsignedString(tag));
        }
    }

    @Solution
    private static int readLevel(ByteReader source) {
        return (int) readNumber(source, 0, Version.LEVELS - 1);
    }

    @Solution
    private static long readNumber(ByteReader source, long min, long max) {
        int from = source.offset();
        long number = source.varint64();
        if (number < min || number > max) {
            throw new CorruptBytesException(from, "a number from " + min + " to " + max, Long.toUnsignedString(number));
        }
        return number;
    }

    @Solution
    private static InternalKey readKey(ByteReader source) {
        int from = source.offset();
        Bytes encoded = source.lengthPrefixed();
        if (encoded.length() < EntryTag.BYTES) {
            throw new CorruptBytesException(
                    from, "a key of at least " + EntryTag.BYTES + " bytes", encoded.length() + " bytes");
        }
        InternalKey key = InternalKey.decode(encoded);
        if (!EntryTag.isKnown(key.tag())) {
            throw new CorruptBytesException(from, "a key of kind 0 or 1", "kind " + (key.tag() & 0xFF));
        }
        return key;
    }

    @Solution
    private static TableFile readTable(ByteReader source) {
        long number = readNumber(source, 1, FileNumbers.MAX);
        long bytes = readNumber(source, 0, Long.MAX_VALUE);
        InternalKey smallest = readKey(source);
        int from = source.offset();
        InternalKey largest = readKey(source);
        if (smallest.compareTo(largest) > 0) {
            throw new CorruptBytesException(from, "a key at or behind " + smallest, largest.toString());
        }
        return new TableFile(number, bytes, smallest, largest);
    }
}
