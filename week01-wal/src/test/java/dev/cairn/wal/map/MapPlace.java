package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.sim.World;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.LogPlace;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A directory where a [LoggedMapStore] lives, and the world whose background work it uses.
///
/// Whoever opens a store here without closing it leaves it to die: [#afterKill] is the machine without it.
///
/// @param files the directory
/// @param world what runs the store's background jobs, when the test says so
record MapPlace(LogPlace files, World world) {
    static final SyncPolicy EVERY = SyncPolicy.every(Duration.ofMillis(10));

    /// Under `always`, without preallocation, so that lengths are those of the records.
    static final LoggedMapOptions OPTIONS = LoggedMapOptions.DEFAULT.withLog(new LogOptions(64 << 20, 0));

    static MapPlace empty() {
        return new MapPlace(LogPlace.empty(), new World(1));
    }

    static MapPlace at(LogPlace files) {
        return new MapPlace(files, new World(1));
    }

    MapPlace afterKill() {
        return at(files.afterKill());
    }

    LoggedMapStore open() {
        return open(OPTIONS);
    }

    LoggedMapStore open(SyncPolicy policy) {
        return open(OPTIONS.withSync(policy));
    }

    LoggedMapStore open(LoggedMapOptions options) {
        return LoggedMapStore.open(files.disk(), options, world.env());
    }

    /// The rows that a store finds here when it is opened and closed again.
    List<String> rows() {
        try (LoggedMapStore store = open()) {
            return rows(store);
        }
    }

    /// All rows, as `key=value`.
    static List<String> rows(ReadView view) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.add(cursor.key().toUtf8() + "=" + cursor.value().toUtf8());
            }
        }
        return rows;
    }

    /// Puts `key` with a value of the same text, for each key.
    static void put(LoggedMapStore store, String... keys) {
        for (String key : keys) {
            store.put(utf8(key), utf8(key));
        }
    }
}
