package dev.cairn.compaction;

import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.Collections;
import java.util.List;

/// The keys from the first one of some tables to the last one.
///
/// Immutable.
record Span(InternalKey first, InternalKey last) {
    /// That of `tables`, of which there is one at least, in any order.
    static Span of(List<TableFile> tables) {
        return new Span(
                Collections.min(tables.stream().map(TableFile::smallest).toList()),
                Collections.max(tables.stream().map(TableFile::largest).toList()));
    }

    /// The tables of `level` that share a user key with this span, in the order of the level.
    List<TableFile> tablesOf(Version version, int level) {
        return version.overlapping(level, first, last);
    }
}
