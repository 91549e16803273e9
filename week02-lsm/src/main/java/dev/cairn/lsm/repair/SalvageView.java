package dev.cairn.lsm.repair;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.merge.MergingCursor;
import dev.cairn.lsm.merge.RowCursor;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.map.FileCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of a store as [Repair] would bring them back, damaged or not. Nothing is changed, nothing is locked.
///
/// Confined to one thread; cursors must be closed before it.
public final class SalvageView implements ReadView, AutoCloseable {
    private final Survey survey;
    private final RepairPlan plan;

    private SalvageView(Survey survey) {
        this.survey = survey;
        this.plan = RepairPlan.of(survey);
    }

    /// Reads everything in `disk`.
    ///
    /// @throws StoreException.Refused if the directory belongs to another engine, or keys have another order there
    /// @throws StoreException.Failed if the operating system refuses something
    public static SalvageView read(Disk disk) {
        return read(disk, TableOptions.DEFAULT);
    }

    /// The same, with tables read as `options` say: blocks of more compressions, say.
    public static SalvageView read(Disk disk, TableOptions options) {
        return new SalvageView(Survey.of(disk, options, Repair.Progress.none()));
    }

    /// What was found, file by file, and what of it cannot be read.
    public List<FileCheck> files() {
        return survey.files();
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        try (Cursor cursor = scan(KeyRange.all())) {
            return cursor.seek(key) && cursor.key().equals(key) ? Optional.of(cursor.value()) : Optional.empty();
        }
    }

    @Override
    public Cursor scan(KeyRange range) {
        List<EntryCursor> sources = new ArrayList<>();
        survey.tables().stream()
                .filter(table -> plan.isKept(table.number()))
                .forEach(table -> sources.add(table.cursor()));
        plan.merges().forEach(merge -> sources.addAll(merge.cursors()));
        return new RowCursor(new MergingCursor(sources), EntryTag.SEQUENCE_MAX, range, () -> {});
    }

    @Override
    public void close() {
        survey.close();
    }
}
