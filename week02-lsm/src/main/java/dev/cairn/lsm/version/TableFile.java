package dev.cairn.lsm.version;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.InternalKey;

/// A table as a version knows it: its file and the range of its keys. What is in it only a reader knows.
///
/// Immutable.
///
/// @param number of the file, as [TableNames] has it
/// @param bytes length of the file
/// @param smallest the first key in it
/// @param largest the last key in it
public record TableFile(long number, long bytes, InternalKey smallest, InternalKey largest) {
    /// Refuses what no table can be.
    public TableFile {
        Check.argument(FileNumbers.isNumber(number), "no table has the number %s", number);
        Check.argument(bytes >= 0, "table %s cannot have %s bytes", number, bytes);
        Check.argument(
                smallest.compareTo(largest) <= 0,
                "table %s cannot begin at %s and end at %s",
                number,
                smallest,
                largest);
    }

    /// The same table with another length.
    TableFile withBytes(long length) {
        return new TableFile(number, length, smallest, largest);
    }

    /// Whether the user key of `target` lies between those of the first and the last entry.
    public boolean covers(InternalKey target) {
        return smallest.compareUserKeyTo(target) <= 0 && target.compareUserKeyTo(largest) <= 0;
    }

    /// Whether some user key lies in this table's range and in that from `first` to `last`, both included.
    public boolean overlaps(InternalKey first, InternalKey last) {
        return smallest.compareUserKeyTo(last) <= 0 && first.compareUserKeyTo(largest) <= 0;
    }

    /// For messages: `table 7`.
    @Override
    public String toString() {
        return "table " + number;
    }
}
