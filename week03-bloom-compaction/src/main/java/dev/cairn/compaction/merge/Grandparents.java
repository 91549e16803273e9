package dev.cairn.compaction.merge;

import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.workbook.Exercise;
import java.util.List;

/// The tables one level below the output of a merge, which overlap with what is being written: they are
/// what a later merge of one output has to read again.
///
/// ```
///   being written     │ c─────────────────► next: p
///   grandparents   │a─b│ │d──f│ │g──k│ │l──o│ │q──t│        passed by this table: d──f, g──k, l──o
/// ```
///
/// A table ends before they are too many. Keys are told in ascending order, so there is one place, which
/// only goes forward.
///
/// Confined to one thread. LevelDB `Compaction::ShouldStopBefore`.
final class Grandparents {
    private final List<TableFile> tables;
    private final long bytesMax;
    private int place;
    private long bytesPassed;

    /// @param tables sorted and disjoint
    /// @param bytesMax with how many bytes of them a table may overlap
    Grandparents(List<TableFile> tables, long bytesMax) {
        this.tables = tables;
        this.bytesMax = bytesMax;
    }

    /// Whether the table that is being written should end before the entry on which `next` stands.
    ///
    /// [#place] goes forward past the tables whose user keys end before that of `next`, and the lengths
    /// of those are added to [#bytesPassed]. The answer is whether that is more than [#bytesMax] by now.
    /// (How keys are compared: [OlderTables#mayHold].)
    @Exercise("3.9")
    boolean areTooManyBefore(EntryCursor next) {
        byte[] key = next.keyArray();
        int start = next.keyStart();
        int length = next.keyLength();
        while (place < tables.size() && tables.get(place).largest().compareUserKeyTo(key, start, length) < 0) {
            bytesPassed += tables.get(place).bytes();
            place++;
        }
        return bytesPassed > bytesMax;
    }

    /// Another table begins: what was passed until now does not count for it.
    void begin() {
        bytesPassed = 0;
    }
}
