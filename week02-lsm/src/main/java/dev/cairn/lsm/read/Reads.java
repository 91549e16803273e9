package dev.cairn.lsm.read;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.merge.LevelCursor;
import dev.cairn.lsm.merge.MergingCursor;
import dev.cairn.lsm.merge.RowCursor;
import dev.cairn.lsm.table.TableClosedException;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.Versions;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Looks through the layers of a store, newest first, until one of them knows.
///
/// A get takes no lock and counts nothing. A merge may delete a table under it; then the table says so, and the
/// get begins again with the layers that are there by then. A cursor, which lives longer, pins its version: its
/// tables stay until it is closed.
///
/// Thread-safe.
public final class Reads {
    private final Layers layers;
    private final OpenTables tables;
    private final Snapshots snapshots;
    private final Supplier<Hold> holds;

    /// A version that is kept until this is closed.
    public interface Hold extends AutoCloseable {
        /// The version that counts now, pinned.
        static Hold of(Versions versions) {
            Versions.Pin pin = versions.pin();
            return new Hold() {
                @Override
                public Version version() {
                    return pin.version();
                }

                @Override
                public void close() {
                    pin.close();
                }
            };
        }

        Version version();

        @Override
        void close();
    }

    /// @param holds keeps the present version
    public Reads(Layers layers, OpenTables tables, Snapshots snapshots, Supplier<Hold> holds) {
        this.layers = layers;
        this.tables = tables;
        this.snapshots = snapshots;
        this.holds = holds;
    }

    /// The value that `key` has at the sequence number that `moment` gives: one that is visible now, or one that
    /// is held.
    ///
    /// The layers are taken first. So they have all that was visible when they were taken, and what is newer than
    /// they are is not seen.
    ///
    /// [#find] does the search. Where a table is gone meanwhile ([TableClosedException]), or the operating system
    /// refuses something, the whole search begins again with [#newerThan], and with the number that `moment`
    /// gives then, until it ends with an answer or `newerThan` throws.
    @Exercise("2.13")
    public Optional<Bytes> get(Bytes key, LongSupplier moment) {
        ReadState state = layers.state();
        while (true) {
            try {
                return valueOf(find(state, InternalKey.search(key, moment.getAsLong())));
            } catch (TableClosedException | StoreException.Failed gone) {
                state = newerThan(state, gone);
            }
        }
    }

    /// A cursor over `range` as it is at the sequence number that `moment` gives.
    ///
    /// The number is held until the version is pinned: nothing that it needs is merged away in between. The
    /// layers come before the pin: what leaves the memory in between is in the pinned version.
    ///
    /// So the steps are: take the number ([Snapshots#take]); take the layers; pin ([#holds]); then a [RowCursor]
    /// over the [MergingCursor] of all [#cursors], which lets the pin go when it is closed. The number is
    /// released in any case. If no cursor comes about, the pin is let go.
    @Exercise("2.13")
    public Cursor scan(KeyRange range, LongSupplier moment) {
        long sequence = snapshots.take(moment);
        try {
            ReadState state = layers.state();
            Hold hold = holds.get();
            try {
                return new RowCursor(new MergingCursor(cursors(state, hold.version())), sequence, range, hold::close);
            } catch (RuntimeException failure) {
                hold.close();
                throw failure;
            }
        } finally {
            snapshots.release(sequence);
        }
    }

    /// The layers that have taken the place of `state`. If none have, nothing was merged away: then the store was
    /// closed ([OpenTables#refuseIfClosed]), or the failure counts.
    ///
    /// @throws StoreException.Closed if the store is closed
    /// @throws StoreException.Corrupt where a table is gone that the layers still name: its file, offset 0,
    ///     expected `a table of the store`, found `no such file`
    /// @throws StoreException.Failed if that is the failure: itself
    @Exercise("2.13")
    @SuppressWarnings("ReferenceEquality") // The same layers are the same object.
    private ReadState newerThan(ReadState state, RuntimeException failure) {
        ReadState newer = layers.state();
        if (newer != state) {
            return newer;
        }
        tables.refuseIfClosed();
        throw failure instanceof TableClosedException gone
                ? new StoreException.Corrupt(gone.file(), 0, "a table of the store", "no such file")
                : failure;
    }

    /// What is known of the user key of `target`, by the first that knows anything: the active memtable, the
    /// frozen ones, the newest of them first, the tables of the version ([Version#get]). A tombstone is an
    /// answer too. A memtable is asked by [dev.cairn.lsm.memtable.Memtable#find], which answers as its `get`
    /// does, and sooner.
    @Exercise("2.13")
    private Lookup find(ReadState state, InternalKey target) {
        Lookup found = state.active().find(target);
        for (int i = state.frozen().size() - 1; i >= 0 && found instanceof Lookup.Unknown; i--) {
            found = state.frozen().get(i).rows().find(target);
        }
        return found instanceof Lookup.Unknown ? state.version().get(target, tables) : found;
    }

    @Solution
    private static Optional<Bytes> valueOf(Lookup found) {
        return switch (found) {
            case Lookup.Found(Bytes value) -> Optional.of(value);
            case Lookup.Deleted _, Lookup.Unknown _ -> Optional.empty();
        };
    }

    /// A cursor of each layer, the newest first: the active memtable, the frozen ones, each table of level 0
    /// ([OpenTables#reader]), and each level below that has tables ([LevelCursor]). The memtables are those of
    /// `state`, the tables those of `version`.
    @Exercise("2.13")
    private List<EntryCursor> cursors(ReadState state, Version version) {
        List<EntryCursor> cursors = new ArrayList<>();
        cursors.add(state.active().cursor());
        state.frozen().reversed().forEach(each -> cursors.add(each.rows().cursor()));
        version.level(0).forEach(table -> cursors.add(tables.reader(table).cursor()));
        for (int level = 1; level < Version.LEVELS; level++) {
            if (!version.level(level).isEmpty()) {
                cursors.add(LevelCursor.over(
                        version.level(level), table -> tables.reader(table).cursor()));
            }
        }
        return cursors;
    }
}
