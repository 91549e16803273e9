package dev.cairn.lsm.version;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One change of what makes up the store, and one record of the manifest: all of it happens, or nothing.
///
/// What is empty stays as it was. Tables are deleted before others are added, so an edit that deletes table 7
/// from level 1 and adds it to level 2 moves it.
///
/// Immutable. The format: [VersionEditFormat].
///
/// @param comparator name of the order of keys
/// @param logNumber the oldest log that is needed from now on
/// @param previousLogNumber an older log that is needed as well, or 0; for directories of very old LevelDBs
/// @param nextFileNumber all numbers given out so far are smaller
/// @param lastSequence no entry in a table is newer
/// @param pointers where compactions of levels go on
/// @param deleted tables that leave their level
/// @param added tables that come to a level
public record VersionEdit(
        Optional<String> comparator,
        OptionalLong logNumber,
        OptionalLong previousLogNumber,
        OptionalLong nextFileNumber,
        OptionalLong lastSequence,
        List<Pointer> pointers,
        List<Deleted> deleted,
        List<Added> added) {
    /// The next compaction of `level` begins behind `key`.
    public record Pointer(int level, InternalKey key) {
        /// Refuses levels that are not.
        public Pointer {
            Version.requireLevel(level);
        }
    }

    /// Table `number` leaves `level`.
    public record Deleted(int level, long number) {
        /// Refuses levels that are not.
        public Deleted {
            Version.requireLevel(level);
        }
    }

    /// `table` comes to `level`.
    public record Added(int level, TableFile table) {
        /// Refuses levels that are not.
        public Added {
            Version.requireLevel(level);
        }
    }

    /// Copies the lists, and refuses numbers that are none.
    public VersionEdit {
        logNumber.ifPresent(VersionEdit::requireNumber);
        previousLogNumber.ifPresent(VersionEdit::requireNumber);
        nextFileNumber.ifPresent(VersionEdit::requireNumber);
        lastSequence.ifPresent(
                last -> Check.argument(last >= 0 && last <= EntryTag.SEQUENCE_MAX, "no sequence number is %s", last));
        pointers = List.copyOf(pointers);
        deleted = List.copyOf(deleted);
        added = List.copyOf(added);
    }

    /// An edit that changes nothing, to be built upon.
    public static Builder builder() {
        return new Builder();
    }

    /// The same, which says as well that all numbers below `next` are given out.
    VersionEdit withNextFileNumber(long next) {
        return new VersionEdit(
                comparator,
                logNumber,
                previousLogNumber,
                OptionalLong.of(next),
                lastSequence,
                pointers,
                deleted,
                added);
    }

    private static void requireNumber(long number) {
        Check.argument(number == 0 || FileNumbers.isNumber(number), "no file has the number %s", number);
    }

    /// Collects the parts of an edit. Confined to one thread.
    public static final class Builder {
        private Optional<String> comparator = Optional.empty();
        private OptionalLong logNumber = OptionalLong.empty();
        private OptionalLong previousLogNumber = OptionalLong.empty();
        private OptionalLong nextFileNumber = OptionalLong.empty();
        private OptionalLong lastSequence = OptionalLong.empty();
        private final List<Pointer> pointers = new ArrayList<>();
        private final List<Deleted> deleted = new ArrayList<>();
        private final List<Added> added = new ArrayList<>();

        private Builder() {}

        /// Names the order of keys.
        public Builder comparator(String name) {
            comparator = Optional.of(name);
            return this;
        }

        /// Logs numbered below `number` are no longer needed.
        public Builder logNumber(long number) {
            logNumber = OptionalLong.of(number);
            return this;
        }

        /// Log `number` is needed as well; 0 is none.
        public Builder previousLogNumber(long number) {
            previousLogNumber = OptionalLong.of(number);
            return this;
        }

        /// All numbers below `number` are given out. [Versions#install] says this in every edit.
        public Builder nextFileNumber(long number) {
            nextFileNumber = OptionalLong.of(number);
            return this;
        }

        /// No entry in a table is newer than `sequence`.
        public Builder lastSequence(long sequence) {
            lastSequence = OptionalLong.of(sequence);
            return this;
        }

        /// The next compaction of `level` begins behind `key`.
        public Builder pointer(int level, InternalKey key) {
            pointers.add(new Pointer(level, key));
            return this;
        }

        /// Table `number` leaves `level`.
        public Builder delete(int level, long number) {
            deleted.add(new Deleted(level, number));
            return this;
        }

        /// `table` comes to `level`.
        public Builder add(int level, TableFile table) {
            added.add(new Added(level, table));
            return this;
        }

        /// The edit.
        public VersionEdit build() {
            return new VersionEdit(
                    comparator, logNumber, previousLogNumber, nextFileNumber, lastSequence, pointers, deleted, added);
        }
    }
}
